import Platforms
import TestSupport
import Testing

@Suite struct WebAddressTests {
    @Test(arguments: try TableRows.read("drop-off/addresses.tsv"))
    func `an address is taken apart beyond doubt or refused`(row: [String]) {
        let result = Result { () throws(AddressFault) in try WebAddress(row[0]).text(isFolder: true) }

        #expect(Self.words(result) == row[1])
    }

    @Test(arguments: try TableRows.read("drop-off/hrefs.tsv"))
    func `what a server lists lies below its folder or is refused`(row: [String]) throws {
        let base = try WebAddress("https://cloud.example/drop")

        let result = Result { () throws(AddressFault) in try base.below(row[0]).joined(separator: "/") }

        #expect(Self.words(result) == (row[1] == "." ? "" : row[1]))
    }

    @Test func `a name comes back as the same bytes that it was sent as`() throws {
        let name = "Straße & 100% a+b?#;='\"\u{1F600}.json"
        let base = try WebAddress("https://cloud.example/drop")

        let text = base.text([name], isFolder: false)

        #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
        #expect(try base.below(text) == [name])
    }

    private static func words(_ result: Result<String, AddressFault>) -> String {
        switch result {
        case .success(let text): text
        case .failure(let fault): "!\(fault.reason)"
        }
    }
}
