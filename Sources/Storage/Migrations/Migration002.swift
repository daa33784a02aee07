extension Schema {
    /// The posts that the deep tier has still to look at.
    static let migration002 = """
        CREATE TABLE deepBacklog (
            postID INTEGER PRIMARY KEY REFERENCES post(id) ON DELETE CASCADE,
            haste INTEGER NOT NULL CHECK (haste BETWEEN 0 AND 1000)
        ) STRICT;
        CREATE INDEX deepBacklogByHaste ON deepBacklog (haste DESC, postID);
        """
}
