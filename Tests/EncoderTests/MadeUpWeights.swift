import Foundation
import TestSupport

/// A made-up network of two small layers with a vocabulary of a few pieces, in the layout of the real file.
struct MadeUpWeights {
    static let width = 32
    static let heads = 2
    static let inner = 64
    static let layers = 2
    static let positions = 24

    /// The pieces with their scores; the first four are beginning, filler, end and unknown.
    static let pieces: [(String, Float)] = [
        ("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0), ("▁", -3), ("▁query", -4), (":", -3), ("a", -5), ("b", -5),
        ("ab", -6), ("▁ab", -9), ("s", -5),
        ("ba", -11), ("ж", -6),
    ]

    /// Letters that are replaced: a capital, sharp s by two letters, an accent by nothing.
    static let replacements: [(UInt32, [UInt32])] = [(0x41, [0x61]), (0xDF, [0x73, 0x73]), (0x301, [])]

    private(set) var tables: [(name: String, isSmall: Bool, numbers: [Float])] = []
    private(set) var bytes: [UInt8] = []

    init() {
        var random = Numbers(state: 7)
        func add(_ name: String, _ count: Int, _ size: Float, around middle: Float = 0) {
            tables.append((name, false, (0..<count).map { _ in middle + random.next() * size }))
        }
        func addSmall(_ name: String, _ count: Int) { tables.append((name, true, random.small(count))) }
        let (width, inner) = (Self.width, Self.inner)
        addSmall("emb.word", Self.pieces.count * width)
        add("emb.pos", Self.positions * width, 0.2)
        add("emb.type", 2 * width, 0.1)
        add("emb.ln.w", width, 0.3, around: 1)
        add("emb.ln.b", width, 0.1)
        for layer in 0..<Self.layers {
            for (name, rows, depth) in [
                ("q", width, width), ("k", width, width), ("v", width, width), ("ao", width, width),
                ("fi", inner, width), ("fo", width, inner),
            ] {
                addSmall("l\(layer).\(name).w", rows * depth)
                add("l\(layer).\(name).b", rows, 0.1)
            }
            for name in ["aln", "oln"] {
                add("l\(layer).\(name).w", width, 0.3, around: 1)
                add("l\(layer).\(name).b", width, 0.1)
            }
        }
        write()
    }

    /// The numbers of a table.
    func table(_ name: String) -> [Float] { tables.first { $0.name == name }?.numbers ?? [] }

    private mutating func write() {
        let measures = [Self.width, Self.layers, Self.heads, Self.inner, Self.pieces.count, Self.positions, 2]
        bytes = Array("E5S1".utf8) + Self.little(1) + measures.flatMap { Self.little($0) }
        bytes += Self.little(Int(Float(1e-12).bitPattern)) + Self.little(32)
        bytes += [Self.pieces.count, 0, 2, 1, 3].flatMap { Self.little($0) }
        let letters = Self.pieces.map { Array($0.0.utf8) }
        bytes += Self.little(letters.joined().count) + Self.little(0)
        var start = 0
        for piece in letters + [[]] {
            bytes += Self.little(start)
            start += piece.count
        }
        bytes += Self.pieces.flatMap { Self.little(Int($0.1.bitPattern)) } + letters.joined()
        let replaced = Self.replacements.flatMap { letter, instead in
            Self.little(Int(letter)) + [UInt8(instead.count)] + instead.flatMap { Self.little(Int($0)) }
        }
        bytes += Self.little(Self.replacements.count) + Self.little(replaced.count) + replaced
        writeTables()
    }

    private mutating func writeTables() {
        let contents = tables.map { $0.isSmall ? Self.packed($0.numbers) : Self.floats($0.numbers) }
        var place = bytes.count + 4 + tables.map { 2 + $0.name.utf8.count + 21 }.reduce(0, +)
        bytes += Self.little(tables.count)
        for (table, content) in zip(tables, contents) {
            bytes += [UInt8(table.name.utf8.count), 0] + Array(table.name.utf8) + [table.isSmall ? 1 : 0]
            bytes += Self.little(table.numbers.count) + Self.little(place) + Self.little(0)
            bytes += Self.little(content.count) + Self.little(0)
            place += content.count
        }
        bytes += contents.joined()
    }

    private static func little(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func floats(_ numbers: [Float]) -> [UInt8] { numbers.flatMap { little(Int($0.bitPattern)) } }

    /// Weights are whole sixteenths from -8 to 7, times a scale of 1/64 that the 16-bit float holds exactly.
    private static func packed(_ numbers: [Float]) -> [UInt8] {
        stride(from: 0, to: numbers.count, by: 32).flatMap { start in
            let codes = numbers[start..<start + 32].map { UInt8(Int($0 * 64) + 8) }
            return [0x00, 0x24] + (0..<16).map { codes[$0] | codes[$0 + 16] << 4 }
        }
    }
}

/// Numbers that look random and are the same every time.
struct Numbers {
    var state: UInt64

    /// A number between -1 and 1.
    mutating func next() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(Int(state >> 40) - (1 << 23)) / Float(1 << 23)
    }

    /// Weights as four bits can hold them: -8...7 times 1/64.
    mutating func small(_ count: Int) -> [Float] { (0..<count).map { _ in (next() * 7.5 - 0.5).rounded() / 64 } }
}
