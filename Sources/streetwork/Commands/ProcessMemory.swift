import Foundation

/// The memory of this process.
enum ProcessMemory {
    /// The most megabytes that were ever resident.
    ///
    /// The kernel's own figure for this program: `getrusage` would also count whoever started it.
    static func peakMegabytes() -> Double { megabytes("VmHWM:") }

    /// The megabytes that are resident now.
    static func residentMegabytes() -> Double { megabytes("VmRSS:") }

    private static func megabytes(_ name: String) -> Double {
        let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name) }
        let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        return (kibibytes ?? 0) * 1_024 / 1e6
    }
}
