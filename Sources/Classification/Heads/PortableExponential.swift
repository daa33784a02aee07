/// The exponential function by repeated squaring, so that it is the same on every machine.
enum PortableExponential {
    /// - Parameters:
    ///   - limit: what is further from 0 counts as this far.
    ///   - squarings: how often; each halves the error.
    static func power<Number: BinaryFloatingPoint>(_ value: Number, limit: Number, squarings: Int) -> Number {
        var power = 1 + max(-limit, min(limit, value)) / Number(1 << squarings)
        for _ in 0..<squarings { power *= power }
        return power
    }
}
