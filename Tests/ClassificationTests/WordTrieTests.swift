import Testing

@testable import Classification

struct WordTrieTests {
    @Test func `gives each word and each stem its number once`() {
        var trie = WordTrie()
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
        var trie = WordTrie()
        _ = trie.atom(stem: "hau") { 7 }
        _ = trie.atom(word: "haus") { 8 }

        let path = path("haus", in: trie)

        #expect(path.map { trie.stems[Int($0)] } == [-1, -1, 7, -1])
        #expect(path.map { trie.words[Int($0)] } == [-1, -1, -1, 8])
        #expect(self.path("hat", in: trie).last == 0)
        #expect(self.path("hausx", in: trie).last == 0)
    }

    @Test func `keeps everything while it grows`() {
        var trie = WordTrie()
        let words = (0..<20_000).map { String($0 &* 7919, radix: 36) }
        for (number, word) in words.enumerated() { _ = trie.atom(word: word) { Int32(number) } }

        let lost = words.indices.filter { trie.words[Int(path(words[$0], in: trie).last ?? 0)] != Int32($0) }

        #expect(lost == [])
    }

    /// The nodes along a word; 0 from where none goes on.
    private func path(_ word: String, in trie: WordTrie) -> [Int32] {
        var nodes: [Int32] = []
        for byte in word.utf8 {
            let last = nodes.last
            nodes.append(last == 0 ? 0 : trie.child(of: last ?? 0, byte))
        }
        return nodes
    }
}
