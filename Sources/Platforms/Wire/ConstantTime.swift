/// Comparing without telling by the time it takes how much was right.
package enum ConstantTime {
    /// Whether two secrets are the same; the length is no secret.
    package static func areEqual(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Bool {
        let left = Array(left), right = Array(right)
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }

    /// Whether a value is one of several; looks at all of them.
    package static func isAny(_ value: some Sequence<UInt8>, of others: some Sequence<[UInt8]>) -> Bool {
        let value = Array(value)
        var isFound = false
        for other in others where areEqual(value, other) { isFound = true }
        return isFound
    }
}
