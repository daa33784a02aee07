extension Schema {
    /// Spaces, posts with their predictions, enquiries, answers, counters, import runs.
    ///
    /// Times are whole seconds since 1970. Marks and pseudonyms are keyed; the keys are not in this file.
    static let migration001 = """
        CREATE TABLE keyCheck (
            purpose TEXT NOT NULL,
            version INTEGER NOT NULL,
            mark BLOB NOT NULL,
            PRIMARY KEY (purpose, version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE space (
            id INTEGER PRIMARY KEY,
            platform TEXT NOT NULL,
            externalID TEXT NOT NULL,
            name TEXT,
            link TEXT,
            addedAt INTEGER NOT NULL,
            UNIQUE (platform, externalID)
        ) STRICT;

        CREATE TABLE post (
            id INTEGER PRIMARY KEY,
            spaceID INTEGER NOT NULL REFERENCES space(id),
            externalID TEXT NOT NULL,
            parentExternalID TEXT,
            threadTitle TEXT,
            permalink TEXT,
            author BLOB,
            handle BLOB,
            text TEXT,
            textMark BLOB NOT NULL,
            publishedAt INTEGER NOT NULL,
            editedAt INTEGER,
            seenAt INTEGER NOT NULL,
            revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
            UNIQUE (spaceID, externalID)
        ) STRICT;

        CREATE TABLE prediction (
            postID INTEGER PRIMARY KEY REFERENCES post(id) ON DELETE CASCADE,
            language TEXT NOT NULL,
            script TEXT NOT NULL,
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            kind TEXT NOT NULL CHECK (kind IN ('request', 'offer', 'claim', 'chatter')),
            topics TEXT NOT NULL,
            primaryTopic TEXT,
            urgency TEXT NOT NULL CHECK (urgency IN ('acute', 'soon', 'routine')),
            minors INTEGER NOT NULL CHECK (minors IN (0, 1)),
            places TEXT NOT NULL,
            evidence TEXT NOT NULL,
            model TEXT NOT NULL
        ) STRICT;

        CREATE TABLE enquiry (
            id INTEGER PRIMARY KEY,
            state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'dismissed')),
            urgency TEXT NOT NULL CHECK (urgency IN ('acute', 'soon', 'routine')),
            urgencyRank INTEGER NOT NULL
                GENERATED ALWAYS AS (CASE urgency WHEN 'acute' THEN 0 WHEN 'soon' THEN 1 ELSE 2 END) STORED,
            kind TEXT NOT NULL CHECK (kind IN ('request', 'offer', 'claim', 'chatter')),
            language TEXT NOT NULL,
            primaryTopic TEXT,
            minors INTEGER NOT NULL CHECK (minors IN (0, 1)),
            platform TEXT NOT NULL,
            waitingSince INTEGER NOT NULL,
            openedAt INTEGER NOT NULL,
            likenessMark BLOB,
            author BLOB,
            sketch BLOB,
            takenBy TEXT,
            leaseUntil INTEGER,
            closedAt INTEGER,
            closedBy TEXT,
            reason TEXT,
            CHECK ((takenBy IS NULL) = (leaseUntil IS NULL)),
            CHECK ((state = 'open') = (closedAt IS NULL))
        ) STRICT;
        CREATE INDEX enquiryInQueue ON enquiry (urgencyRank, waitingSince, id) WHERE state = 'open';
        CREATE INDEX enquiryByLikeness ON enquiry (likenessMark) WHERE likenessMark IS NOT NULL AND state = 'open';

        CREATE INDEX enquiryByAuthor ON enquiry (author) WHERE author IS NOT NULL AND state = 'open';

        CREATE TABLE enquiryPost (
            enquiryID INTEGER NOT NULL REFERENCES enquiry(id) ON DELETE CASCADE,
            postID INTEGER NOT NULL UNIQUE REFERENCES post(id) ON DELETE CASCADE,
            PRIMARY KEY (enquiryID, postID)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE enquiryTopic (
            enquiryID INTEGER NOT NULL REFERENCES enquiry(id) ON DELETE CASCADE,
            topic TEXT NOT NULL,
            PRIMARY KEY (enquiryID, topic)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE answer (
            id INTEGER PRIMARY KEY,
            enquiryID INTEGER NOT NULL REFERENCES enquiry(id),
            user TEXT NOT NULL,
            templateKey TEXT NOT NULL,
            templateLanguage TEXT NOT NULL,
            templateVersion INTEGER NOT NULL,
            text TEXT NOT NULL,
            sentAt INTEGER NOT NULL,
            sentURL TEXT NOT NULL,
            UNIQUE (enquiryID, sentURL)
        ) STRICT;
        CREATE INDEX answerByTemplate ON answer (templateKey, templateLanguage, templateVersion);

        CREATE TABLE counter (
            week TEXT NOT NULL,
            figure TEXT NOT NULL,
            dimension TEXT NOT NULL,
            value TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (week, figure, dimension, value)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE answerDelay (
            id INTEGER PRIMARY KEY,
            week TEXT NOT NULL,
            dimension TEXT NOT NULL,
            value TEXT NOT NULL,
            seconds INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX answerDelayByWeek ON answerDelay (week);

        CREATE TABLE importRun (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            format TEXT NOT NULL,
            startedAt INTEGER NOT NULL,
            finishedAt INTEGER,
            rows INTEGER NOT NULL DEFAULT 0,
            new INTEGER NOT NULL DEFAULT 0,
            known INTEGER NOT NULL DEFAULT 0,
            changed INTEGER NOT NULL DEFAULT 0,
            ignored INTEGER NOT NULL DEFAULT 0,
            rejected INTEGER NOT NULL DEFAULT 0,
            ignoredReasons TEXT NOT NULL DEFAULT '{}',
            fault TEXT,
            CHECK (rows = new + known + changed + ignored + rejected)
        ) STRICT;

        CREATE TABLE rejectedRow (
            id INTEGER PRIMARY KEY,
            importID INTEGER NOT NULL REFERENCES importRun(id) ON DELETE CASCADE,
            reason TEXT NOT NULL,
            byteOffset INTEGER NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT;
        CREATE INDEX rejectedRowByImport ON rejectedRow (importID);
        """
}
