/// Finds, for a word, every atom that it is or begins with.
///
/// Built once, then read only.
///
/// A tree over bytes, kept in one hash table of (node, byte) pairs: a step costs one look-up.
struct WordTrie: Sendable {
    private var keys: [UInt64]
    private var children: [Int32]
    private var used = 0
    private var mask: Int
    /// For each node: the atom of the stem that ends here, or -1.
    private(set) var stems: [Int32] = [-1]
    /// For each node: the atom of the word that ends here, or -1.
    private(set) var words: [Int32] = [-1]

    init() {
        mask = (1 << 12) - 1
        keys = Array(repeating: 0, count: mask + 1)
        children = Array(repeating: 0, count: mask + 1)
    }

    /// The node for some bytes; made where it is not there.
    private mutating func node(for bytes: some Sequence<UInt8>) -> Int {
        var node = 0
        for byte in bytes {
            let next = Int(child(of: Int32(node), byte))
            node = next != 0 ? next : insertChild(of: node, byte)
        }
        return node
    }

    /// The atom of a word; `make` gives the number of a new one.
    mutating func atom(word: String, make: () -> Int32) -> Int32 {
        let node = node(for: word.utf8)
        if words[node] < 0 { words[node] = make() }
        return words[node]
    }

    /// The atom of a stem; `make` gives the number of a new one.
    mutating func atom(stem: String, make: () -> Int32) -> Int32 {
        let node = node(for: stem.utf8)
        if stems[node] < 0 { stems[node] = make() }
        return stems[node]
    }

    /// The child of a node along a byte; 0 where there is none, because the root is nobody's child.
    @inline(__always)
    func child(of node: Int32, _ byte: UInt8) -> Int32 {
        let key = Self.key(node, byte)
        var slot = Self.hash(key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return children[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }

    private mutating func insertChild(of node: Int, _ byte: UInt8) -> Int {
        if used * 2 >= keys.count { grow() }
        let child = Int32(stems.count)
        stems.append(-1)
        words.append(-1)
        place(Self.key(Int32(node), byte), child)
        used += 1
        return Int(child)
    }

    private mutating func place(_ key: UInt64, _ child: Int32) {
        var slot = Self.hash(key) & mask
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = key
        children[slot] = child
    }

    private mutating func grow() {
        let (oldKeys, oldChildren) = (keys, children)
        mask = mask * 2 + 1
        keys = Array(repeating: 0, count: mask + 1)
        children = Array(repeating: 0, count: mask + 1)
        for (key, child) in zip(oldKeys, oldChildren) where key != 0 { place(key, child) }
    }

    private static func key(_ node: Int32, _ byte: UInt8) -> UInt64 {
        UInt64(UInt32(node)) << 8 | UInt64(byte) | 1 << 40
    }

    /// Multiplicative hashing by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
    private static func hash(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) }
}
