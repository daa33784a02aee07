/// Makes a `WordTrie` word by word.
struct WordTrieBuilder {
    private struct Node {
        var children: [UInt8: Int32] = [:]
        var stem: Int32 = -1
        var word: Int32 = -1
    }

    private var nodes = [Node()]

    /// The atom of a word; `make` gives the number of a new one.
    mutating func atom(word: String, make: () -> Int32) -> Int32 {
        let node = node(for: word)
        if nodes[node].word < 0 { nodes[node].word = make() }
        return nodes[node].word
    }

    /// The atom of a stem; `make` gives the number of a new one.
    mutating func atom(stem: String, make: () -> Int32) -> Int32 {
        let node = node(for: stem)
        if nodes[node].stem < 0 { nodes[node].stem = make() }
        return nodes[node].stem
    }

    /// The tree of all words so far.
    func trie() -> WordTrie {
        var (made, bytes) = ([WordTrie.Node()], [UInt8(0)])
        var open: [(old: Int32, new: Int32)] = [(0, 0)]
        // Depth first, so that the rest of a word follows it in memory.
        while let (old, new) = open.popLast() {
            let node = nodes[Int(old)]
            made[Int(new)].firstChild = Int32(made.count)
            made[Int(new)].childCount = Int32(node.children.count)
            made[Int(new)].stem = node.stem
            made[Int(new)].word = node.word
            for (byte, child) in node.children.sorted(by: { $0.key < $1.key }) {
                open.append((child, Int32(made.count)))
                made.append(WordTrie.Node())
                bytes.append(byte)
            }
        }
        return WordTrie(nodes: made, bytes: bytes)
    }

    /// The node for a word; made where it is not there.
    private mutating func node(for word: String) -> Int {
        var node = 0
        for byte in word.utf8 {
            if let child = nodes[node].children[byte] {
                node = Int(child)
            } else {
                nodes[node].children[byte] = Int32(nodes.count)
                node = nodes.count
                nodes.append(Node())
            }
        }
        return node
    }
}
