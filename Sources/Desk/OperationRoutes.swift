import Domain
import Foundation
import Hummingbird
import Logging
import Operations

/// Performs operations that a command on this machine hands over.
struct OperationRoutes {
    let house: House
    let logger: Logger

    func add(to router: Router<BasicRequestContext>) {
        let (house, logger, table) = (house, logger, OperationTable())
        router.post("operations/**") { request, context -> Response in
            let name = context.parameters.getCatchAll().joined(separator: "/")
            do {
                let body = try await request.body.collect(upTo: Self.maxBodyBytes)
                let outcome = try await table.perform(name, Data(body.readableBytesView), in: house)
                return JSONAnswer.response(.ok, outcome)
            } catch let error as OperatorError {
                return JSONAnswer.response(.unprocessableContent, try OperationJSON.data(error))
            } catch {
                logger.error("operation failed", metadata: ["operation": "\(name)", "cause": "\(type(of: error))"])
                return JSONAnswer.response(
                    .internalServerError,
                    try OperationJSON.data(OperatorError(describing: error))
                )
            }
        }
    }

    /// A batch of 1,000 posts is far smaller; a refused row may hold 64 KiB.
    private static let maxBodyBytes = 256 << 20
}
