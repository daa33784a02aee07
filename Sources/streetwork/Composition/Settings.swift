import Domain
import Foundation
import Operations
import Yams

/// Everything that can be set, read once before anything starts.
struct Settings: Equatable {
    /// What answers and the queue need.
    var house = HouseSettings()
    /// `dataFolder`: where the database, the keys and the drop folder are.
    var dataFolder: String?
    /// `configFolder`: where lexicons and templates are.
    var configFolder: String?
    /// `keyFolder`: where the secret keys are; by default `keys` in the data folder.
    var keyFolder: String?
    /// `listen`: the address of the web server, `host:port`; only loopback until something else is set.
    var host = "127.0.0.1"
    var port = 8470
    /// `webAddress`: the address under which browsers reach the web server, such as `https://desk.example.org`; no path.
    var webAddress: String?
    /// `dropSeconds`: how often the drop folder is looked at, 1...3600.
    var dropSeconds = 5
    /// `secretFolder`: where the secrets of sources are; by default `secrets` in the data folder.
    var secretFolder: String?
    /// `allowLoopbackSources`: whether sources may lie on this machine, for simulators.
    var allowLoopbackSources = false
    /// `privateHosts`: hosts in the own net that sources may lie on, separated by commas.
    var privateHosts: Set<String> = []
    /// `ports`: ports that sources may lie on besides the usual ones, separated by commas.
    var ports: Set<Int> = []
    /// `sendHoldSeconds`: how long a released answer can be taken back before it goes out, 0...600.
    var sendHoldSeconds = 10

    /// Reads a file; every fault of it is reported at once.
    /// - Throws: `OperatorError`.
    init(file: String) throws {
        guard let text = FileManager.default.contents(atPath: file).map({ String(decoding: $0, as: UTF8.self) }) else {
            throw OperatorError(
                "The configuration '\(file)' cannot be read.",
                remedy: "Check the path given with --config or STREETWORK_CONFIG."
            )
        }
        try self.init(yaml: text, name: file)
    }

    /// What holds where no file says anything: a demonstration.
    init() { house.isDemonstration = true }

    init(yaml: String, name: String) throws {
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch {
            throw OperatorError("The configuration '\(name)' is no YAML: \(error)", remedy: "Correct the file.")
        }
        guard let mapping = node?.mapping ?? (node == nil ? [:] : nil) else {
            throw OperatorError(
                "The configuration '\(name)' holds no 'key: value' lines.",
                remedy: "Start from Config/streetwork.example.yaml."
            )
        }
        var faults: [String] = []
        var given: Set<String> = []
        for (key, value) in mapping {
            do throws(SettingFault) {
                try set(key.string ?? "", value.string ?? "")
                given.insert(key.string ?? "")
            } catch {
                faults.append("  \(key.string ?? "?"): \(error.reason)")
            }
        }
        if given.contains("demonstration"), !house.isDemonstration {
            for name in ["organisation", "channel"] where !given.contains(name) {
                faults.append("  \(name): must be set, because it stands in real answers")
            }
        }
        guard faults.isEmpty else {
            throw OperatorError(
                "The configuration '\(name)' has \(faults.count) faults:\n" + faults.joined(separator: "\n"),
                remedy: "Correct them; Config/streetwork.example.yaml explains every setting."
            )
        }
    }

    private mutating func set(_ key: String, _ value: String) throws(SettingFault) {
        switch key {
        case "organisation": house.organisation = try text(value)
        case "channel": house.channel = try text(value)
        case "footer": house.footer = value
        case "demonstration": house.isDemonstration = try flag(value)
        case "timeZone": house.timeZone = try timeZone(value)
        case "leaseMinutes": house.leaseMinutes = try number(value, 1...1_440)
        case "dataFolder": dataFolder = try text(value)
        case "configFolder": configFolder = try text(value)
        case "keyFolder": keyFolder = try text(value)
        case "listen": (host, port) = try address(value)
        case "webAddress": webAddress = try webAddress(value)
        case "dropSeconds": dropSeconds = try number(value, 1...3_600)
        case "secretFolder": secretFolder = try text(value)
        case "allowLoopbackSources": allowLoopbackSources = try flag(value)
        case "privateHosts": privateHosts = Set(list(value).map { $0.lowercased() })
        case "ports": ports = Set(try numbers(list(value), 1...65_535))
        case "sendHoldSeconds": sendHoldSeconds = try number(value, 0...600)
        default: throw SettingFault(reason: "there is no such setting")
        }
    }

    private func text(_ value: String) throws(SettingFault) -> String {
        guard !value.isEmpty else { throw SettingFault(reason: "must not be empty") }
        return value
    }

    private func flag(_ value: String) throws(SettingFault) -> Bool {
        guard value == "true" || value == "false" else { throw SettingFault(reason: "must be true or false") }
        return value == "true"
    }

    private func number(_ value: String, _ range: ClosedRange<Int>) throws(SettingFault) -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw SettingFault(reason: "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private func list(_ value: String) -> [String] {
        value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private func numbers(_ values: [String], _ range: ClosedRange<Int>) throws(SettingFault) -> [Int] {
        var numbers: [Int] = []
        for value in values { numbers.append(try number(value, range)) }
        return numbers
    }

    private func timeZone(_ value: String) throws(SettingFault) -> String {
        guard TimeZone(identifier: value) != nil else {
            throw SettingFault(reason: "must be a time zone such as Europe/Berlin")
        }
        return value
    }

    private func webAddress(_ value: String) throws(SettingFault) -> String {
        let plain = value.hasSuffix("/") ? String(value.dropLast()) : value
        guard plain.wholeMatch(of: /https?:\/\/[A-Za-z0-9.\-\[\]:]+/) != nil, URL(string: plain)?.host() != nil else {
            throw SettingFault(reason: "must be an address such as https://desk.example.org, without a path")
        }
        return plain
    }

    private func address(_ value: String) throws(SettingFault) -> (String, Int) {
        guard let colon = value.lastIndex(of: ":"), let port = Int(value[value.index(after: colon)...]),
            (0...65_535).contains(port), colon > value.startIndex
        else { throw SettingFault(reason: "must be an address such as 127.0.0.1:8470") }
        return (String(value[..<colon]), port)
    }
}

/// Why a setting cannot be used.
struct SettingFault: Error {
    var reason: String
}
