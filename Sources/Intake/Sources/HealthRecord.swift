import Domain
import Foundation
import Platforms
import Transport

/// How a source fares after a round, and when it is asked next.
///
/// Pure.
struct HealthRecord {
    private var health: SourceHealth
    private let interval: Duration
    private let now: Date
    private let chance: Double
    private let backOff = BackOff()

    /// - Parameter chance: 0..<1, for spreading what would come at the same moment.
    init(_ health: SourceHealth, interval: Duration, now: Date, chance: Double) {
        self.health = health
        self.interval = interval
        self.now = now
        self.chance = chance
    }

    /// The health after a round.
    func after(_ report: RoundReport) -> SourceHealth {
        var record = self
        if report.tally.new + report.tally.changed > 0 { record.health.lastPostAt = now }
        switch report.end {
        case .fine(let after): record.succeeded(report, after: after)
        case .trouble(let trouble): record.failed(trouble)
        case .transport(let error): record.failed(error)
        case .storage(let error): record.retry(error.what, remedy: error.remedy)
        }
        return record.health
    }

    private mutating func succeeded(_ report: RoundReport, after: Duration?) {
        let warning = report.warnings.last
        // A warning stays until access was checked without it.
        let keepsWarning = warning == nil && !report.checkedAccess && health.failures == 0
        health.lastSuccessAt = now
        health.failures = 0
        health.needsPerson = false
        if !keepsWarning { (health.lastError, health.remedy) = (warning?.what, warning?.remedy) }
        if warning != nil { health.lastErrorAt = now }
        wait(after ?? BackOff.spread(interval, chance: chance))
    }

    private mutating func failed(_ trouble: PollTrouble) {
        switch trouble {
        case .wait(let duration, let reason):
            note(reason, remedy: nil)
            let asked = duration ?? backOff.wait(failures: health.failures, chance: chance)
            wait(max(asked, .seconds(1)) + .milliseconds(Int(chance * 1_000)))
        case .passing(let reason): retry(reason, remedy: nil)
        case .needsPerson(let reason, let remedy): stop(reason, remedy: remedy)
        case .unreadable(let reason):
            retry(
                "The answer cannot be understood: \(reason).",
                remedy: "It is tried again. If it stays, the platform has changed its format: install a newer version."
            )
        }
    }

    private mutating func failed(_ error: TransportError) {
        let text = TransportText(error)
        if text.needsPerson {
            stop(text.what, remedy: text.remedy ?? "")
        } else {
            retry(text.what, remedy: text.remedy)
        }
    }

    private mutating func retry(_ reason: String, remedy: String?) {
        note(reason, remedy: remedy)
        wait(backOff.wait(failures: health.failures, chance: chance))
    }

    private mutating func stop(_ reason: String, remedy: String) {
        note(reason, remedy: remedy)
        health.needsPerson = true
        health.nextDueAt = nil
    }

    private mutating func note(_ reason: String, remedy: String?) {
        health.failures += 1
        health.lastErrorAt = now
        health.lastError = reason
        health.remedy = remedy
    }

    private mutating func wait(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        health.nextDueAt = now.addingTimeInterval(Double(seconds) + Double(attoseconds) * 1e-18)
    }
}

/// What a failure on the way means to the operator.
struct TransportText {
    /// What failed and why.
    var what: String
    /// What to do, where there is something to do.
    var remedy: String?
    /// Whether trying again is of no use.
    var needsPerson = false

    init(_ error: TransportError) {
        switch error {
        case .forbiddenURL(let reason):
            (what, remedy) = ("The address may not be asked: \(reason).", "Correct the address of the source.")
            needsPerson = true
        case .forbiddenAddress:
            what = "The name of the server leads into a private net."
            remedy = "If it is your own server, name it in 'privateHosts' of the configuration."
            needsPerson = true
        case .cannotResolve:
            (what, remedy) = (
                "The server's name is not known.", "Check the address, and the name service of this machine."
            )
        case .cannotConnect: what = "The server takes no connections."
        case .untrusted:
            what = "The server did not prove who it is: its certificate is not valid."
            remedy = "Renew the certificate there, or install 'ca-certificates' here. It is tried again."
        case .timedOut: what = "The server took too long."
        case .broken: what = "The connection broke."
        case .tooLarge(let limit): what = "The answer is longer than \(limit) bytes."
        case .cannotStore(let reason):
            (what, remedy) = ("The file cannot be stored: \(reason).", "Check the space on the disk.")
        case .cancelled: what = "It was stopped."
        case .other(let reason): what = "The connection failed: \(reason)."
        }
    }

}
