extension Schema {
    /// The labels that people gave, all of them; the latest one of a post that was not taken back holds.
    static let migration005 = """
        CREATE TABLE correction (
            id INTEGER PRIMARY KEY,
            postID INTEGER NOT NULL REFERENCES post(id) ON DELETE CASCADE,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            user TEXT NOT NULL,
            madeAt INTEGER NOT NULL,
            language TEXT NOT NULL,
            script TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('request', 'offer', 'claim', 'chatter')),
            topics TEXT NOT NULL,
            primaryTopic TEXT,
            urgency TEXT NOT NULL CHECK (urgency IN ('acute', 'soon', 'routine')),
            minors INTEGER NOT NULL CHECK (minors IN (0, 1)),
            places TEXT NOT NULL,
            note TEXT,
            undoneAt INTEGER,
            undoneBy TEXT,
            CHECK (kind = 'request' OR urgency = 'routine'),
            CHECK ((undoneAt IS NULL) = (undoneBy IS NULL))
        ) STRICT;
        CREATE INDEX correctionByPost ON correction (postID, id);
        """
}
