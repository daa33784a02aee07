extension Schema {
    /// Finds open enquiries by parts of their sketches.
    ///
    /// Holds open enquiries only. Those that were open before it came are still found by equal words and by author.
    static let migration003 = """
        CREATE TABLE enquiryBand (
            band INTEGER NOT NULL,
            enquiryID INTEGER NOT NULL,
            PRIMARY KEY (band, enquiryID)
        ) STRICT, WITHOUT ROWID;
        """
}
