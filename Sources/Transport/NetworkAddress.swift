/// An address of IPv4 or IPv6 as its bytes.
package struct NetworkAddress: Hashable, Sendable {
    /// In network order: 4 or 16.
    package let bytes: [UInt8]

    /// - Parameter bytes: 4 or 16, in network order; nil for any other count.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// How far an address leads.
    package enum Reach: String, Hashable, Sendable {
        /// Anywhere on the internet.
        case everywhere
        /// The own net: private, shared with a provider, unique local.
        case ownNet
        /// This machine.
        case loopback
        /// Nowhere that a server of others could be: link-local, multicast, documentation, reserved, unknown.
        case nowhere
    }

    /// Where it leads.
    ///
    /// An address of IPv6 that carries one of IPv4 leads where that one does.
    package var reach: Reach {
        if bytes.count == 4 { return AddressRange.find(bytes, in: AddressRange.version4)?.reach ?? .everywhere }
        // Only what is handed out leads anywhere: all outside of 2000::/3 is reserved, but for the ranges listed.
        guard let range = AddressRange.find(bytes, in: AddressRange.version6) else {
            return bytes[0] & 0xE0 == 0x20 ? .everywhere : .nowhere
        }
        guard let place = range.carriedAt, let carried = NetworkAddress(Array(bytes[place..<place + 4])) else {
            return range.reach
        }
        return carried.reach
    }
}

/// A range of addresses with where it leads, after the registries of special-purpose addresses of IANA.
struct AddressRange: Sendable {
    /// The first bits, in whole bytes.
    let start: [UInt8]
    /// How many bits count.
    let bits: Int
    /// Where it leads, unless an address is carried within.
    let reach: NetworkAddress.Reach
    /// The byte at which an address of IPv4 is carried; nil for none.
    let carriedAt: Int?

    init(_ start: [UInt8], _ bits: Int, _ reach: NetworkAddress.Reach, carriedAt: Int? = nil) {
        self.start = start
        self.bits = bits
        self.reach = reach
        self.carriedAt = carriedAt
    }

    /// The first range that an address lies in; narrow ranges stand before wide ones.
    static func find(_ address: [UInt8], in ranges: [AddressRange]) -> AddressRange? {
        ranges.first { $0.holds(address) }
    }

    private func holds(_ address: [UInt8]) -> Bool {
        (0..<bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            let wanted = bit / 8 < start.count ? start[bit / 8] : 0
            return address[bit / 8] & mask == wanted & mask
        }
    }

    static let version4: [AddressRange] = [
        AddressRange([0], 8, .nowhere),
        AddressRange([10], 8, .ownNet),
        AddressRange([100, 64], 10, .ownNet),
        AddressRange([127], 8, .loopback),
        // The service of a cloud that hands out secrets to its machines; the others' lie in ranges named here.
        AddressRange([168, 63, 129, 16], 32, .nowhere),
        AddressRange([169, 254], 16, .nowhere),
        AddressRange([172, 16], 12, .ownNet),
        AddressRange([192, 0, 0], 24, .nowhere),
        AddressRange([192, 0, 2], 24, .nowhere),
        AddressRange([192, 88, 99], 24, .nowhere),
        AddressRange([192, 168], 16, .ownNet),
        AddressRange([198, 18], 15, .nowhere),
        AddressRange([198, 51, 100], 24, .nowhere),
        AddressRange([203, 0, 113], 24, .nowhere),
        AddressRange([224], 3, .nowhere),
    ]

    static let version6: [AddressRange] = [
        AddressRange([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 128, .loopback),
        // Mapped: the system connects by IPv4.
        AddressRange([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96, .nowhere, carriedAt: 12),
        // NAT64, whose gateway connects by IPv4.
        AddressRange([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 96, .nowhere, carriedAt: 12),
        AddressRange([0xFC], 7, .ownNet),
        // Teredo, benchmarks and other special purposes.
        AddressRange([0x20, 0x01, 0x00], 23, .nowhere),
        AddressRange([0x20, 0x01, 0x0D, 0xB8], 32, .nowhere),
        // 6to4, whose relay connects by IPv4.
        AddressRange([0x20, 0x02], 16, .nowhere, carriedAt: 2),
        AddressRange([0x3F, 0xFF], 20, .nowhere),
    ]
}
