package import Domain

/// A page on a web server that lists files, one address a line, or as links.
package struct HTTPSListSource: DropOffModule {
    package let kind = SourceKind.httpsList
    package let summary = "fetches exports that a page on a web server lists"
    package let settings = [
        SourceField("url", "The address of the list, or of a folder that its web server shows; ends in '/' then."),
        SourceField("user", "The user where the server wants one.", isRequired: false),
        .settleSeconds,
    ]
    package let secrets = [SourceField("password", "The password of the user.", isRequired: false)]
    package let placeSetting = "url"

    package init() {}

    package func lister(_ setup: SourceSetup, way: Int?) throws(PollTrouble) -> HTTPSListLister {
        let address = try setup.webAddress("url", schemes: ["https"])
        var authorization: WireRequest.Header?
        if let user = setup.setting("user") {
            guard let password = setup.allSecrets("password").first else { throw .missingPassword }
            guard let header = BasicLogin.header(user: user, password: password) else { throw BasicLogin.colon }
            authorization = header
        }
        let isFolder = try setup.required("url").hasSuffix("/")
        return HTTPSListLister(address, isFolder: isFolder, authorization: authorization)
    }
}

/// Reads the list; what it names must lie below the folder that the list lies in.
package struct HTTPSListLister: DropOffLister {
    private let page: String
    private let folder: WebAddress
    private let authorization: WireRequest.Header?
    private let limits: DropOffLimits

    /// - Parameter isFolder: whether the address is that of a folder and not of a page in one.
    package init(
        _ address: WebAddress,
        isFolder: Bool,
        authorization: WireRequest.Header?,
        limits: DropOffLimits = DropOffLimits()
    ) {
        page = address.text(isFolder: isFolder || address.segments.isEmpty)
        var folder = address
        if !isFolder { folder.segments = folder.segments.dropLast() }
        self.folder = folder
        self.authorization = authorization
        self.limits = limits
    }

    package mutating func next(
        _ answer: WireAnswer?,
        _ cursor: inout DropOffCursor
    ) throws(PollTrouble) -> ListingStep {
        guard let answer else { return ask(cursor) }
        switch answer.status {
        case 200:
            let listing = listing(try HTTPSListPage(answer))
            try limits.check(listing, folders: 1)
            cursor.listingMark = HTTPTag.repeatable(answer.headers["etag"])
            return .listed(listing)
        case 304: return .unchanged
        default: throw DropOffStatus.trouble(answer)
        }
    }

    package func fetch(_ file: DropOffFile) -> FileToFetch {
        let url = folder.text(file.path, isFolder: false)
        let headers = authorization.map { [$0] } ?? []
        let request = WireRequest(.get, url, headers: headers, limits: limits.fetching)
        var order = FileToFetch(request: request, path: nil, name: file.name, bytes: file.bytes, cursor: "")
        order.sha256 = file.sha256
        return order
    }

    /// An unchanged list need not be sent again; but what is waited for needs its second listing.
    private func ask(_ cursor: DropOffCursor) -> ListingStep {
        var headers = authorization.map { [$0] } ?? []
        if let mark = cursor.listingMark, !cursor.isWaiting { headers.append(.init("If-None-Match", mark)) }
        return .ask(.ask(WireRequest(.get, page, headers: headers, limits: limits.listing)))
    }

    private func listing(_ page: HTTPSListPage) -> DropOffListing {
        var listing = DropOffListing(refusals: page.refusals)
        for entry in page.entries {
            do throws(AddressFault) {
                let path = try folder.below(whole(entry.href))
                guard let name = path.last, DropOffNames.mayHoldPosts(name), !entry.href.hasSuffix("/") else {
                    throw AddressFault("its name does not end like that of a whole export")
                }
                let identity = "path:" + path.joined(separator: "/")
                let mark = DropOffFile.mark(tag: entry.sha256, bytes: entry.bytes, modified: nil)
                let hash = entry.sha256
                listing.files.append(
                    .init(identity: identity, path: path, mark: mark, bytes: entry.bytes, sha256: hash)
                )
            } catch {
                // An index has links to its parent, to other orders and elsewhere.
                if page.isHTML { continue }
                let reason = "An address of the list is refused: \(error.reason)."
                listing.refusals.append(DropOffRefusal(entry.href, reason: reason))
            }
        }
        return listing
    }

    /// A name alone lies in the folder of the list.
    private func whole(_ href: String) -> String {
        let isRelative = !href.hasPrefix("/") && !href.prefix { $0 != "/" }.contains(":")
        let name = href.hasPrefix("./") ? String(href.dropFirst(2)) : href
        return isRelative ? folder.text(isFolder: true) + name : href
    }
}
