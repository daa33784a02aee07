/// Finds, for a word, every atom that it is or begins with.
///
/// A tree over bytes, made by `WordTrieBuilder` and then read only. The children of a node have consecutive numbers, and
/// a chain of nodes lies together in memory.
struct WordTrie: Sendable {
    /// A node of the tree.
    struct Node: Sendable {
        /// The number of the first child, and how many there are.
        var firstChild: Int32 = 0
        var childCount: Int32 = 0
        /// The atom of the stem that ends here, or -1.
        var stem: Int32 = -1
        /// The atom of the word that ends here, or -1.
        var word: Int32 = -1
    }

    /// Node 0 is the root.
    let nodes: [Node]
    /// For each node the byte that leads to it.
    private let bytes: [UInt8]
    /// The children of the root by their bytes; 0 where there is none.
    private let roots: [Int32]

    init(nodes: [Node], bytes: [UInt8]) {
        self.nodes = nodes
        self.bytes = bytes
        var roots = [Int32](repeating: 0, count: 256)
        for child in nodes[0].firstChild..<nodes[0].firstChild + nodes[0].childCount {
            roots[Int(bytes[Int(child)])] = child
        }
        self.roots = roots
    }

    /// The child of the root along a byte; 0 where there is none.
    @inline(__always)
    func child(ofRoot byte: UInt8) -> Int32 { roots[Int(byte)] }

    /// The child of a node along a byte; 0 where there is none, because the root is nobody's child.
    @inline(__always)
    func child(of node: Node, _ byte: UInt8) -> Int32 {
        for child in node.firstChild..<node.firstChild + node.childCount where bytes[Int(child)] == byte {
            return child
        }
        return 0
    }
}
