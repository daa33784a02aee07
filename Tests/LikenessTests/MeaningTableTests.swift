import Domain
import Likeness
import Testing

struct MeaningTableTests {
    /// Numbers over the whole range, different for every seed.
    private static func vector(_ seed: UInt64, dimension: Int = 384) -> MeaningVector {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        let bytes = (0..<dimension).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state)
        }
        return MeaningVector(bytes: bytes, model: "test")
    }

    private static func table(_ count: UInt64, dimension: Int = 384) -> MeaningTable {
        var table = MeaningTable(dimension: dimension)
        for number in 1...count {
            table.append(
                vector(number, dimension: dimension).numbers,
                entry: Int64(number),
                post: Int64(number) + 1_000
            )
        }
        return table
    }

    @Test(arguments: [384, 64, 100])
    func `every way gives the same whole numbers, also at the ends of the range`(_ dimension: Int) {
        var table = Self.table(200, dimension: dimension)
        let lowest = Array(repeating: Int8.min, count: dimension)
        table.append(lowest, entry: 201, post: 1_201)
        let extremes = MeaningVector(bytes: Array(repeating: UInt8(128), count: dimension), model: "test")

        for query in [Self.vector(999, dimension: dimension), extremes] {
            let found = MeaningTable.Way.available.map {
                table.nearest(to: query, atLeast: Int32.min, limit: 500, way: $0)
            }
            #expect(Set(found).count == 1)
            #expect(found.first?.count == 201)
        }
        let highest = table.nearest(to: extremes, atLeast: Int32.min, limit: 1)
        #expect(highest == [MeaningTable.Hit(post: 1_201, product: 16_384 * Int32(dimension))])
    }

    @Test func `finds what comparing one by one finds, over several blocks`() {
        let table = Self.table(9_000)
        let query = Self.vector(77_777)

        let found = table.nearest(to: query, atLeast: 0, limit: 20)
        let all = (1...9_000 as ClosedRange<UInt64>).map { number in
            let product = zip(Self.vector(number).numbers, query.numbers).reduce(0) { $0 + Int32($1.0) * Int32($1.1) }
            return MeaningTable.Hit(post: Int64(number) + 1_000, product: product)
        }

        #expect(table.count == 9_000)
        #expect(found == Array(all.sorted { ($0.product, $0.post) > ($1.product, $1.post) }.prefix(20)))
    }

    @Test func `what is no longer stored is no longer found`() {
        var table = Self.table(5_000)

        table.keep(Set(2...4_999))
        let gone = table.nearest(to: Self.vector(1), atLeast: Int32.min, limit: 9_999).map(\.post)

        #expect(table.count == 4_998)
        #expect(!gone.contains(1_001))
        #expect(table.nearest(to: Self.vector(4_999), atLeast: 0, limit: 1).map(\.post) == [5_999])
    }

    @Test func `an empty table and a vector of another dimension find nothing`() {
        let empty = MeaningTable(dimension: 384)

        #expect(empty.nearest(to: Self.vector(1), atLeast: Int32.min, limit: 5).isEmpty)
        #expect(Self.table(3).nearest(to: Self.vector(1, dimension: 64), atLeast: Int32.min, limit: 5).isEmpty)
    }
}
