import Testing

@testable import Classification

struct FoldTableTests {
    private let table = FoldTable()

    @Test func `folds what is folded to itself`() {
        let different = (0..<0x2000 as Range<UInt32>).compactMap(Unicode.Scalar.init).filter { scalar in
            let once = table.fold(String(Character(scalar)))
            return table.fold(once) != once
        }

        #expect(different == [])
    }

    @Test func `folds small and capital letters alike`() {
        let letters = "aăâbcćčçdđeéěęfghiíîjklłľmnńňñoóöőpqrřsșşšßtțţťuúůüvwxyýzźžżабвгдежзийклмнопрстуфхцчшщъьюя"
        let different = letters.filter { table.fold(String($0)) != table.fold($0.uppercased()) }

        #expect(different == "")
    }

    @Test(arguments: try ReasonedRow.all("preparation/words.tsv"))
    func `folds a pattern to the same words as a post`(_ row: ReasonedRow) {
        let isAddress = row.input.contains { "@/".contains($0) } || row.input.contains("www.")
        let preparation = TextPreparation(table: table, currencies: [])

        let words = preparation.prepare(row.input).texts.joined(separator: " ")

        #expect(table.fold(row.input) == words || isAddress)
    }
}
