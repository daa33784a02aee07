import Domain
import Foundation
import Hummingbird
import Operations

/// Failures as JSON: `{"remedy": …, "what": …}`.
enum APIAnswer {
    static func failure(_ status: HTTPResponse.Status, _ error: OperatorError) -> Response {
        // An error of two texts can always be written.
        let body = (try? OperationJSON.data(error)) ?? Data()
        var response = JSONAnswer.response(status, body)
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer realm=\"streetwork\"" }
        return response
    }

    /// What a program is told about a status.
    static func error(_ status: HTTPResponse.Status, reference: String?) -> OperatorError {
        switch status.code {
        case 404: OperatorError("There is nothing at this address.", remedy: "See Docs/capture.md.")
        case 413: OperatorError("The body is longer than 256 KiB.", remedy: "Send fewer posts at once.")
        case 415:
            OperatorError(
                "The body is no plain JSON.",
                remedy: "Send it as 'Content-Type: application/json', without 'Content-Encoding'."
            )
        case 429:
            OperatorError(
                "This token was used more than \(TokenLimits.perMinute) times in a minute.",
                remedy: "Wait for as many seconds as 'Retry-After' says."
            )
        default:
            OperatorError(
                "Something failed in the daemon.",
                remedy: "Look into its log for \(reference ?? "the cause")."
            )
        }
    }

    static func tooFast(_ seconds: Int) -> HTTPError {
        HTTPError(.tooManyRequests, headers: [.retryAfter: "\(seconds)"])
    }
}
