/// Where the folded bytes of a text are written.
///
/// A folded character takes at most twice the bytes of the original, because only those of two bytes and more fold into
/// up to four.
struct FoldedBytes {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes have been written.
    private(set) var count = 0

    init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

    /// Adds a folded character, as `FoldTable` packs it.
    @inline(__always)
    mutating func append(_ fold: UInt32) {
        var rest = fold
        repeat {
            bytes[count] = UInt8(truncatingIfNeeded: rest)
            count += 1
            rest >>= 8
        } while rest != 0
    }

    /// Takes a folded character back.
    @inline(__always)
    mutating func removeLast(_ fold: UInt32) {
        count -= fold < 0x100 ? 1 : fold < 0x1_0000 ? 2 : fold < 0x100_0000 ? 3 : 4
    }

    /// Takes the last bytes back.
    mutating func removeLast(bytes: Int) { count -= bytes }
}
