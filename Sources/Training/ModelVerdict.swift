/// Whether new models may take the place of those in use.
package struct ModelVerdict: Encodable, Sendable {
    /// What was measured of one tier; the first value is that of the new models.
    package struct Tier: Encodable, Sendable {
        /// `fast` or `deep`.
        package var name: String
        /// By measure.
        package var differences: [PairedBootstrap.Difference]

        package init(name: String, differences: [PairedBootstrap.Difference]) {
            self.name = name
            self.differences = differences
        }
    }

    /// Every tier that was measured.
    package let tiers: [Tier]
    /// How much lower a measure may be, such as 0.01.
    package let tolerance: Double

    package init(tiers: [Tier], tolerance: Double) {
        self.tiers = tiers
        self.tolerance = tolerance
    }

    /// What is worse by more than is tolerated, in words; empty where the models may be used.
    package var faults: [String] {
        tiers.flatMap { tier in
            tier.differences.filter { $0.measure.isGuarded && $0.difference < -tolerance - 1e-9 }.map { difference in
                "\(tier.name) tier, \(difference.measure.rawValue): \(Share.text(difference.other)) → "
                    + Share.text(difference.value)
            }
        }
    }

    private enum CodingKeys: String, CodingKey { case tiers, tolerance, faults, isAccepted }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(tiers, forKey: .tiers)
        try container.encode(tolerance, forKey: .tolerance)
        try container.encode(faults, forKey: .faults)
        try container.encode(faults.isEmpty, forKey: .isAccepted)
    }
}

/// Writes shares with three decimals.
package enum Share {
    /// Such as `0.934`, or `-0.012`.
    package static func text(_ value: Double) -> String {
        let thousandths = Int((abs(value) * 1_000).rounded())
        let digits = String(thousandths % 1_000)
        let sign = value < 0 && thousandths > 0 ? "-" : ""
        return "\(sign)\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
