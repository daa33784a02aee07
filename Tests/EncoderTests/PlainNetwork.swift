import Foundation

/// The network of `MadeUpWeights` computed plainly in double precision, to check the fast one against.
struct PlainNetwork {
    let weights: MadeUpWeights
    private typealias Rows = [[Double]]

    /// The vector of some tokens.
    func vector(_ tokens: [Int]) -> [Double] {
        let width = MadeUpWeights.width
        let (words, places, kind) = (table("emb.word"), table("emb.pos"), table("emb.type"))
        var rows = tokens.enumerated().map { place, token in
            (0..<width).map { words[token * width + $0] + places[place * width + $0] + kind[$0] }
        }
        rows = balanced(rows, "emb.ln")
        for layer in 0..<MadeUpWeights.layers { rows = after("l\(layer)", rows) }
        let sums = (0..<width).map { number in rows.map { $0[number] }.reduce(0, +) }
        let length = sums.map { $0 * $0 }.reduce(0, +).squareRoot()
        return sums.map { $0 / length }
    }

    private func after(_ layer: String, _ rows: Rows) -> Rows {
        let found = applied(attention(layer, rows), "\(layer).ao")
        let middle = balanced(sum(rows, found), "\(layer).aln")
        let inner = applied(middle, "\(layer).fi").map { $0.map { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) } }
        return balanced(sum(middle, applied(inner, "\(layer).fo")), "\(layer).oln")
    }

    private func attention(_ layer: String, _ rows: Rows) -> Rows {
        let (queries, keys, values) = (
            applied(rows, "\(layer).q"), applied(rows, "\(layer).k"), applied(rows, "\(layer).v")
        )
        let head = MadeUpWeights.width / MadeUpWeights.heads
        return queries.map { query in
            (0..<MadeUpWeights.width).map { number in
                let part = number / head * head..<number / head * head + head
                let scores = keys.map { key in
                    exp(part.map { query[$0] * key[$0] }.reduce(0, +) / Double(head).squareRoot())
                }
                return zip(scores, values).map { $0 * $1[number] }.reduce(0, +) / scores.reduce(0, +)
            }
        }
    }

    private func applied(_ rows: Rows, _ name: String) -> Rows {
        let (matrix, bias) = (table("\(name).w"), table("\(name).b"))
        return rows.map { row in
            bias.indices.map { out in
                row.indices.reduce(bias[out]) { $0 + row[$1] * matrix[out * row.count + $1] }
            }
        }
    }

    private func balanced(_ rows: Rows, _ name: String) -> Rows {
        let (gain, shift) = (table("\(name).w"), table("\(name).b"))
        return rows.map { row in
            let mean = row.reduce(0, +) / Double(row.count)
            let variance = row.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(row.count)
            return row.indices.map { (row[$0] - mean) / variance.squareRoot() * gain[$0] + shift[$0] }
        }
    }

    private func sum(_ one: Rows, _ other: Rows) -> Rows { zip(one, other).map { zip($0, $1).map { $0 + $1 } } }

    private func table(_ name: String) -> [Double] { weights.table(name).map { Double($0) } }
}
