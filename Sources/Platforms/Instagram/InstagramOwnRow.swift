import Foundation

/// One row of an Instagram own-data file, told apart by shape.
///
/// Places and devices that it may hold are never read.
enum InstagramOwnRow: Decodable {
    /// `string_map_data`: entries under translated labels; read with `labelledMembers(of:)`, which keeps their order.
    case labelled
    /// `string_list_data` under the name of an account.
    case titled(String?, [Entry])
    /// A plain list of texts, as until 2020.
    case list([String])
    /// A post with its pictures: its words and its time.
    case media(String?, FlexibleDate?)
    /// A record without words of the owner.
    case other

    /// A text with its time.
    struct Entry: Decodable {
        var value: String?
        var timestamp: FlexibleDate?
    }

    private struct Picture: Decodable {
        var title: String?
        var time: FlexibleDate?

        enum CodingKeys: String, CodingKey {
            case title
            case time = "creation_timestamp"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case title, media
        case stringMap = "string_map_data"
        case stringList = "string_list_data"
        case labels = "label_values"
        case time = "creation_timestamp"
    }

    init(from decoder: any Decoder) throws {
        // A failure here only means that it is no list of texts; the other shapes are tried next.
        if let parts = try? decoder.singleValueContainer().decode([String].self) {
            self = .list(parts)
            return
        }
        let row = try decoder.container(keyedBy: CodingKeys.self)
        if row.contains(.labels) {
            self = .other
        } else if row.contains(.stringMap) {
            self = .labelled
        } else if row.contains(.stringList) {
            self = .titled(
                try row.decodeIfPresent(String.self, forKey: .title),
                try row.decode([Entry].self, forKey: .stringList)
            )
        } else if row.contains(.media) {
            // An album has its words on top, a single picture inside.
            let pictures = try row.decode([Picture].self, forKey: .media)
            let title = try row.decodeIfPresent(String.self, forKey: .title)
            let time = try row.decodeIfPresent(FlexibleDate.self, forKey: .time)
            let words = title ?? pictures.lazy.compactMap(\.title).first { !$0.isEmpty }
            self = .media(words, time ?? pictures.first?.time)
        } else {
            self = .other
        }
    }

    /// An entry of `string_map_data`.
    enum Member {
        case text(label: String, value: String)
        case time(Date)
    }

    /// The entries of `string_map_data` in the order of the file, which a decoder does not keep.
    static func labelledMembers(of element: ExportElement) -> [Member] {
        var members: [Member] = []
        var slicer = JSONSlicer { path in
            path.isEmpty || (path[0] == "string_map_data" && path.count <= 2) ? .descend : .skip
        }
        do throws(JSONSlicer.Fault) {
            try slicer.feed(element.bytes) { event in
                guard case .scalar(let bytes, _, let path) = event, let member = member(bytes, at: path) else { return }
                members.append(member)
            }
        } catch {
            // The row has been decoded once, so it is well-formed; what was found so far stands.
            return members
        }
        return members
    }

    private static func member(_ bytes: UnsafeRawBufferPointer, at path: JSONPath) -> Member? {
        guard path.count == 3, case .key(let label) = path[1], case .key(let part) = path[2] else { return nil }
        switch part {
        case "value":
            let scalar = ExportElement(bytes: bytes, offset: 0)
            guard case .success(let value) = decodeElement(String.self, from: scalar) else { return nil }
            return .text(label: label, value: value)
        case "timestamp":
            return ExportTime.moment(bytes: bytes).map(Member.time)
        default:
            return nil
        }
    }
}
