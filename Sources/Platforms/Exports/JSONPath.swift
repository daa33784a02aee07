/// Where a value stands in a JSON document: keys and array positions from the root on.
package typealias JSONPath = [JSONStep]

/// One step from a container to a value in it.
package enum JSONStep: Hashable, Sendable {
    /// The member of an object.
    case key(String)
    /// Any element of an array.
    case element
}

extension JSONStep: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .key(value) }
}

/// What to do with a container that has just been opened.
package enum JSONSelection: Sendable {
    /// Look inside: its scalar members are noted, its containers are asked about in turn.
    case descend
    /// Hand over as one row, whole.
    case take
    /// Pass over without looking.
    case skip
}
