extension Schema {
    /// The register of spaces in full, sources with cursor and health, events of webhooks, answers on their way out,
    /// tokens for capture, and posts that are gone from their platform.
    static let migration006 = """
        ALTER TABLE space ADD COLUMN language TEXT;
        ALTER TABLE space ADD COLUMN region TEXT;
        ALTER TABLE space ADD COLUMN members INTEGER CHECK (members >= 0);
        ALTER TABLE space ADD COLUMN membersAt INTEGER;
        ALTER TABLE space ADD COLUMN visibility TEXT CHECK (visibility IN ('public', 'members', 'hidden'));
        ALTER TABLE space ADD COLUMN legalBasis TEXT;
        ALTER TABLE space ADD COLUMN consentBy TEXT;
        ALTER TABLE space ADD COLUMN consentAt INTEGER;
        ALTER TABLE space ADD COLUMN consentScope TEXT;
        ALTER TABLE space ADD COLUMN consentWithdrawnAt INTEGER;
        ALTER TABLE space ADD COLUMN consentWithdrawnBy TEXT;
        ALTER TABLE space ADD COLUMN rules TEXT;
        ALTER TABLE space ADD COLUMN linksAllowed INTEGER CHECK (linksAllowed IN (0, 1));
        ALTER TABLE space ADD COLUMN keeper TEXT;
        ALTER TABLE space ADD COLUMN nextVisitAt INTEGER;
        ALTER TABLE space ADD COLUMN passedOver INTEGER NOT NULL DEFAULT 0 CHECK (passedOver >= 0);

        CREATE TABLE spaceVisit (
            id INTEGER PRIMARY KEY,
            spaceID INTEGER NOT NULL REFERENCES space(id) ON DELETE CASCADE,
            visitedAt INTEGER NOT NULL,
            user TEXT NOT NULL,
            relevant INTEGER NOT NULL CHECK (relevant >= 0)
        ) STRICT;
        CREATE INDEX spaceVisitBySpace ON spaceVisit (spaceID, visitedAt);

        ALTER TABLE post ADD COLUMN threadExternalID TEXT;
        ALTER TABLE post ADD COLUMN deletedAt INTEGER;

        CREATE TABLE source (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            settings TEXT NOT NULL,
            spaceID INTEGER REFERENCES space(id) ON DELETE SET NULL,
            isOn INTEGER NOT NULL CHECK (isOn IN (0, 1)),
            intervalSeconds INTEGER NOT NULL CHECK (intervalSeconds BETWEEN 1 AND 604800),
            cursor TEXT,
            addedAt INTEGER NOT NULL,
            lastSuccessAt INTEGER,
            lastPostAt INTEGER,
            lastErrorAt INTEGER,
            lastError TEXT,
            remedy TEXT,
            failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
            nextDueAt INTEGER,
            needsPerson INTEGER NOT NULL DEFAULT 0 CHECK (needsPerson IN (0, 1))
        ) STRICT;

        CREATE TABLE sourceDay (
            sourceID INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
            day TEXT NOT NULL,
            posts INTEGER NOT NULL,
            PRIMARY KEY (sourceID, day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE lookUp (
            id INTEGER PRIMARY KEY,
            sourceID INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
            wanted TEXT NOT NULL,
            addedAt INTEGER NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
            UNIQUE (sourceID, wanted)
        ) STRICT;

        CREATE TABLE webhookEvent (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sourceID INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
            mark BLOB NOT NULL,
            receivedAt INTEGER NOT NULL,
            sealed BLOB,
            tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
            fault TEXT,
            doneAt INTEGER,
            UNIQUE (sourceID, mark),
            CHECK ((sealed IS NULL) = (doneAt IS NOT NULL))
        ) STRICT;
        CREATE INDEX webhookEventToDo ON webhookEvent (id) WHERE doneAt IS NULL;
        CREATE INDEX webhookEventDone ON webhookEvent (doneAt) WHERE doneAt IS NOT NULL;

        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            enquiryID INTEGER NOT NULL REFERENCES enquiry(id),
            sourceID INTEGER NOT NULL REFERENCES source(id),
            user TEXT NOT NULL,
            templateKey TEXT NOT NULL,
            templateLanguage TEXT NOT NULL,
            templateVersion INTEGER NOT NULL,
            message TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'unknown', 'sent', 'failed', 'cancelled')),
            releasedAt INTEGER NOT NULL,
            notBefore INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            firstTriedAt INTEGER,
            looks INTEGER NOT NULL DEFAULT 0 CHECK (looks >= 0),
            reason TEXT,
            remedy TEXT,
            sentExternalID TEXT,
            sentURL TEXT,
            closedAt INTEGER,
            CHECK ((closedAt IS NULL) = (state IN ('waiting', 'sending', 'unknown')))
        ) STRICT;
        CREATE UNIQUE INDEX outboxOnce ON outbox (enquiryID) WHERE closedAt IS NULL;
        CREATE INDEX outboxDue ON outbox (notBefore, id) WHERE state = 'waiting';

        CREATE TABLE accessToken (
            id INTEGER PRIMARY KEY,
            user TEXT NOT NULL,
            name TEXT NOT NULL,
            mark BLOB NOT NULL UNIQUE,
            madeAt INTEGER NOT NULL,
            lastUsedAt INTEGER,
            revokedAt INTEGER,
            UNIQUE (user, name)
        ) STRICT;
        """
}
