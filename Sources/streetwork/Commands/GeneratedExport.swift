import Domain
import Foundation

/// A Telegram export of any size, the same for the same texts and count.
struct GeneratedExport {
    /// What messages are made of.
    struct Texts {
        var requests: [String] = []
        var others: [String] = []

        private struct Line: Decodable {
            var text: String
            var kind: Kind
        }

        /// Adds a labelled post.
        /// - Throws: `OperatorError` where the line is no labelled post.
        mutating func add(_ line: [UInt8]) throws {
            do {
                let post = try JSONDecoder().decode(Line.self, from: Data(line))
                switch post.kind {
                case .request: requests.append(post.text)
                case .offer, .chatter: others.append(post.text)
                case .claim: break
                }
            } catch {
                throw OperatorError("A line is no labelled post.", remedy: "Each line needs \"text\" and \"kind\".")
            }
        }
    }

    let texts: Texts
    let messages: Int

    /// - Returns: the bytes written.
    /// - Throws: `OperatorError` where the file cannot be written.
    func write(to file: URL) throws -> Int {
        guard FileManager.default.createFile(atPath: file.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: file.path)
        else {
            throw OperatorError("'\(file.path)' cannot be written.", remedy: "Name a folder with --folder.")
        }
        defer { try? handle.close() }  // everything was written before
        var bytes = 0
        var random = SplitMix(state: 47)
        var buffer =
            "{\n \"name\": \"Generated group\",\n \"type\": \"public_supergroup\",\n \"id\": 1000000001,\n \"messages\": ["
        for id in 1...messages {
            buffer += (id == 1 ? "\n" : ",\n") + message(id, &random)
            if buffer.utf8.count > 1 << 20 || id == messages {
                if id == messages { buffer += "\n ]\n}\n" }
                try handle.write(contentsOf: Data(buffer.utf8))
                bytes += buffer.utf8.count
                buffer = ""
            }
        }
        return bytes
    }

    private func message(_ id: Int, _ random: inout SplitMix) -> String {
        let pool = random.next() % 10 == 0 ? texts.requests : texts.others
        let words = pool[Int(random.next() % UInt64(pool.count))]
        let author = random.next() % UInt64(max(100, messages / 20))
        let escaped = Self.escaped(words + " \(random.next() % 1_000_000)")
        return """
              {
               "id": \(id),
               "type": "message",
               "date": "2026-11-20T12:00:00",
               "date_unixtime": "\(1_763_000_000 + id)",
               "from": "Person \(author)",
               "from_id": "user\(100_000 + author)",
               "text": "\(escaped)",
               "text_entities": [
                {
                 "type": "plain",
                 "text": "\(escaped)"
                }
               ]
              }
            """
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n", "\r\n": result += "\\n"
            case "\t": result += "\\t"
            default: result.append(character)
            }
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
