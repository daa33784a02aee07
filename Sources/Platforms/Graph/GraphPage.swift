import Foundation

/// One page of a list of the Graph API.
struct GraphPage {
    /// The elements one by one, in Meta's order.
    let elements: [AnswerPieces.Row]
    /// Where the next page begins; nil on the last one.
    let after: String?

    /// - Throws: `unreadable` where the body is no list.
    init(_ body: [UInt8]) throws(PollTrouble) {
        let frame = try GraphReply.decode(Frame.self, from: body)
        // The address in `next` holds the token, so only its presence is looked at.
        after = frame.paging?.next == nil ? nil : frame.paging?.cursors?.after
        elements = try AnswerPieces(body, rowsAt: [["data", .element]]).rows
    }

    /// What stands around the elements; `data` must be a list.
    private struct Frame: Decodable {
        var paging: GraphPaging?
        var data: [GraphNothing]
    }
}

/// Where a list goes on.
struct GraphPaging: Decodable {
    var cursors: Cursors?
    /// Whether there is more; the address itself is not read.
    var next: GraphNothing?

    struct Cursors: Decodable {
        var after: String?
    }
}

/// Something that is there, and is not looked at.
struct GraphNothing: Decodable {
    init(from decoder: any Decoder) {}
}

/// A value of a nested list, or nothing where it cannot be understood.
struct GraphLenient<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) {
        // What cannot be understood is counted by whoever reads the list.
        value = try? Value(from: decoder)
    }
}

extension GraphLenient: Sendable where Value: Sendable {}

/// A list within an object.
struct GraphList<Value: Decodable>: Decodable {
    var data: [GraphLenient<Value>]?
    var paging: GraphPaging?

    /// Where the rest begins; nil where this is all.
    var after: String? { paging?.next == nil ? nil : paging?.cursors?.after }
}
