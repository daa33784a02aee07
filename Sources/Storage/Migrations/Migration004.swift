extension Schema {
    /// The meaning of posts that ask something, and of the wordings of templates, in 8 bits a number.
    ///
    /// A vector goes with the text that it was made from. `meaningDeletion` holds one row: how many went so far, which
    /// tells a copy in memory that some of its vectors must go too.
    static let migration004 = """
        CREATE TABLE postMeaning (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            postID INTEGER NOT NULL UNIQUE REFERENCES post(id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            vector BLOB NOT NULL
        ) STRICT;
        CREATE INDEX postMeaningByModel ON postMeaning (model);

        CREATE TABLE meaningDeletion (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            count INTEGER NOT NULL
        ) STRICT;
        INSERT INTO meaningDeletion (id, count) VALUES (1, 0);

        CREATE TRIGGER postMeaningDeleted AFTER DELETE ON postMeaning
        BEGIN
            UPDATE meaningDeletion SET count = count + 1 WHERE id = 1;
        END;
        CREATE TRIGGER postTextChanged AFTER UPDATE OF text ON post WHEN NEW.text IS NOT OLD.text
        BEGIN
            DELETE FROM postMeaning WHERE postID = NEW.id;
        END;

        CREATE TABLE templateMeaning (
            mark INTEGER NOT NULL,
            model TEXT NOT NULL,
            vector BLOB NOT NULL,
            PRIMARY KEY (mark, model)
        ) STRICT, WITHOUT ROWID;
        """
}
