import Testing

@testable import Classification

struct WordTrieTests {
    @Test func `gives each word and each stem its number once`() {
        var trie = WordTrieBuilder()
        var made: Int32 = 0
        func make() -> Int32 {
            made += 1
            return made - 1
        }

        let numbers = ["haus", "hausarzt", "haus"].map { trie.atom(word: $0, make: make) }
        let stems = ["haus", "hau", "haus"].map { trie.atom(stem: $0, make: make) }

        #expect(numbers == [0, 1, 0])
        #expect(stems == [2, 3, 2])
    }

    @Test func `finds what ends at each letter`() {
        var trie = WordTrieBuilder()
        _ = trie.atom(stem: "hau") { 7 }
        _ = trie.atom(word: "haus") { 8 }

        let made = trie.trie()

        let path = path("haus", in: made)
        #expect(path.map { made.nodes[Int($0)].stem } == [-1, -1, 7, -1])
        #expect(path.map { made.nodes[Int($0)].word } == [-1, -1, -1, 8])
        #expect(self.path("hat", in: made).last == 0)
        #expect(self.path("hausx", in: made).last == 0)
    }

    @Test func `keeps everything while it grows`() {
        var trie = WordTrieBuilder()
        let words = (0..<20_000).map { String($0 &* 7919, radix: 36) }
        for (number, word) in words.enumerated() { _ = trie.atom(word: word) { Int32(number) } }

        let made = trie.trie()
        let lost = words.indices.filter { made.nodes[Int(path(words[$0], in: made).last ?? 0)].word != Int32($0) }

        #expect(lost == [])
    }

    /// The nodes along a word; 0 from where none goes on.
    private func path(_ word: String, in trie: WordTrie) -> [Int32] {
        var nodes: [Int32] = []
        for byte in word.utf8 {
            guard let last = nodes.last else {
                nodes.append(trie.child(ofRoot: byte))
                continue
            }
            nodes.append(last == 0 ? 0 : trie.child(of: trie.nodes[Int(last)], byte))
        }
        return nodes
    }
}
