import CLikeness
package import Domain

/// The vectors of many posts in memory, for finding the most alike: `dimension` bytes and two numbers each.
///
/// A search looks at all of them: 100,000 take a few milliseconds of one core.
package struct MeaningTable: Sendable {
    /// How products are computed; every way gives the same.
    package enum Way: String, CaseIterable, Sendable {
        case portable, avx2, vnni

        /// The fastest that this machine has.
        package static var best: Way {
            switch likeness_best_way() {
            case likeness_vnni: .vnni
            case likeness_avx2: .avx2
            default: .portable
            }
        }

        /// Those that this machine has.
        package static var available: [Way] { Array(allCases.prefix { $0 != best }) + [best] }

        fileprivate var call: likeness_way {
            switch self {
            case .portable: likeness_portable
            case .avx2: likeness_avx2
            case .vnni: likeness_vnni
            }
        }
    }

    /// A post that is like another.
    package struct Hit: Hashable, Sendable {
        /// The number of the post.
        package var post: Int64
        /// The product of the stored numbers.
        package var product: Int32

        package init(post: Int64, product: Int32) {
            self.post = post
            self.product = product
        }
    }

    /// Rows that are stored together; memory grows by so many.
    private struct Block {
        var numbers: [Int8] = []
        var entries: [Int64] = []
        var posts: [Int64] = []
    }

    private let dimension: Int
    private var blocks: [Block] = []

    package init(dimension: Int) { self.dimension = dimension }

    /// How many vectors it holds.
    package var count: Int { blocks.reduce(0) { $0 + $1.entries.count } }

    /// Adds a vector; one of another dimension is passed over.
    /// - Parameter entry: the number under which it is stored, which grows and is never used twice.
    package mutating func append(_ numbers: some Collection<Int8>, entry: Int64, post: Int64) {
        guard numbers.count == dimension else { return }
        if blocks.last.map({ $0.entries.count == Self.blockRows }) ?? true {
            var block = Block()
            block.numbers.reserveCapacity(Self.blockRows * dimension)
            blocks.append(block)
        }
        let last = blocks.count - 1
        blocks[last].numbers.append(contentsOf: numbers)
        blocks[last].entries.append(entry)
        blocks[last].posts.append(post)
    }

    /// Takes out all vectors but those that are still stored.
    package mutating func keep(_ entries: Set<Int64>) {
        let old = blocks
        blocks = []
        for block in old {
            for (row, entry) in block.entries.enumerated() where entries.contains(entry) {
                let start = row * dimension
                append(block.numbers[start..<start + dimension], entry: entry, post: block.posts[row])
            }
        }
    }

    /// The posts whose product with a vector is at least so much, the most alike first, of equal ones the newest.
    package func nearest(
        to vector: MeaningVector,
        atLeast floor: Int32,
        limit: Int,
        way: Way = .best
    ) -> [Hit] {
        guard vector.numbers.count == dimension else { return [] }
        var hits: [Hit] = []
        var products = Array(repeating: Int32(0), count: Self.blockRows)
        for block in blocks {
            let count = block.entries.count
            likeness_products(way.call, block.numbers, count, dimension, vector.numbers, &products)
            for row in 0..<count where products[row] >= floor {
                hits.append(Hit(post: block.posts[row], product: products[row]))
            }
        }
        hits.sort { ($0.product, $0.post) > ($1.product, $1.post) }
        return Array(hits.prefix(limit))
    }

    private static let blockRows = 4_096
}
