import Domain

/// Reads all that is known of places.
struct Gazetteer {
    let index: PlaceIndex
    let faults: [LexiconFault]

    /// - Parameter languages: in the order of their bits.
    init(_ data: ClassifierData, languages: [Language], table: FoldTable) {
        let folder = PlaceFolder(table: table)
        let tables = [("place-rules.tsv", data.placeRules), ("place-words.tsv", data.placeWords)]
        let rules = PlaceRules(
            tables.map { DataTable(file: $0.0, text: $0.1) },
            languages: languages,
            folder: folder
        )
        var builder = PlaceIndexBuilder(rules, folder: folder)
        builder.read("places.tsv", data.places)
        builder.read("gazetteer.tsv", data.gazetteer)
        index = PlaceIndex(builder, rules)
        faults = rules.faults + builder.faults
    }
}
