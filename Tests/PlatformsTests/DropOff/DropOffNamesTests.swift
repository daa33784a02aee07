import Platforms
import TestSupport
import Testing

@Suite struct DropOffNamesTests {
    @Test(arguments: try TableRows.read("drop-off/names.tsv"))
    func `only names of whole exports are fetched`(row: [String]) {
        #expect(DropOffNames.mayHoldPosts(row[0]) == (row[1] == "yes"), "\(row[2])")
    }

    @Test(arguments: [("ChatExport_2026", true), ("__MACOSX", false), (".git", false), ("~backup", false)])
    func `only folders that people make are looked into`(name: String, isLookedInto: Bool) {
        #expect(DropOffNames.mayHoldFiles(name) == isLookedInto)
    }
}
