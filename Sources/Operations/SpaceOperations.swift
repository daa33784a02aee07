package import Domain
import Foundation
package import Storage

/// All spaces.
package struct ListSpaces: HouseOperation {
    package static let name = "space/list"

    package init() {}

    package func perform(in house: House) async throws -> [RegisteredSpace] {
        try await house.store.spaces()
    }
}

/// Adds a space, or gives the one that is there a new name or link.
package struct AddSpace: HouseOperation {
    package static let name = "space/add"
    /// How its platform names it.
    package var space: SpaceReference

    package init(space: SpaceReference) { self.space = space }

    package func perform(in house: House) async throws -> Int64 {
        guard !space.externalID.isEmpty, space.externalID.utf8.count <= 400 else {
            throw OperatorError(
                "A space needs the platform's id of it, of at most 400 bytes.",
                remedy: "Use the id or the name in the address of the space: --id balkan.berlin."
            )
        }
        return try await house.store.add(space, now: house.now())
    }
}
