/// Lists a folder on WebDAV, folder by folder.
package struct WebDAVLister: DropOffLister {
    private let ways: [WebDAVWay]
    private let limits: DropOffLimits
    /// Which way is tried.
    private var index = 0
    private var walk: DropOffWalk

    /// - Parameter ways: at least one.
    package init(_ ways: [WebDAVWay], way: Int?, limits: DropOffLimits = DropOffLimits()) {
        self.ways = ways
        self.limits = limits
        walk = DropOffWalk(limits)
        if let way, ways.indices.contains(way) { index = way }
    }

    package mutating func next(
        _ answer: WireAnswer?,
        _ cursor: inout DropOffCursor
    ) throws(PollTrouble) -> ListingStep {
        guard let answer else { return ask() }
        guard answer.status == 207 else { return try judge(answer, isKnownWay: cursor.way == index) }
        cursor.way = index
        for entry in try Multistatus(answer.body, maxBytes: limits.listingBytes).entries { take(entry) }
        return try goOn()
    }

    package func fetch(_ file: DropOffFile) -> FileToFetch {
        let way = ways[index]
        let request = WireRequest(
            .get,
            way.base.text(file.path, isFolder: false),
            headers: way.authorization.map { [$0] } ?? [],
            limits: limits.fetching
        )
        return FileToFetch(request: request, path: nil, name: file.name, bytes: file.bytes, cursor: "")
    }

    private mutating func goOn() throws(PollTrouble) -> ListingStep {
        try walk.goOn() ? ask() : .listed(walk.listing)
    }

    private func ask() -> ListingStep {
        let way = ways[index]
        var headers: [WireRequest.Header] = [
            .init("Depth", "1"), .init("Content-Type", "application/xml; charset=utf-8"),
        ]
        if let authorization = way.authorization { headers.append(authorization) }
        let url = way.base.text(walk.current, isFolder: true)
        return .ask(
            .ask(WireRequest(.propfind, url, headers: headers, body: Array(Self.body.utf8), limits: limits.listing))
        )
    }

    private mutating func judge(_ answer: WireAnswer, isKnownWay: Bool) throws(PollTrouble) -> ListingStep {
        if walk.passOver(answer) { return try goOn() }
        let isElsewhere = answer.status == 404 || answer.status == 405
        if walk.current.isEmpty, isElsewhere, !isKnownWay, index + 1 < ways.count {
            index += 1
            return ask()
        }
        if answer.status == 200 { throw DropOffStatus.page }
        if answer.status == 401, index > 0, !isKnownWay {
            throw .needsPerson(
                reason: "The link was removed or has expired, or it wants another password (HTTP 401).",
                remedy: "Open the link in a browser; make a new one, or renew the secret 'password'."
            )
        }
        // At the last of several ways 405 only says that none of them leads anywhere.
        throw DropOffStatus.trouble(ways.count > 1 && isElsewhere ? WireAnswer(status: 404) : answer)
    }

    private mutating func take(_ entry: Multistatus.Entry) {
        let path: [String]
        do {
            path = try ways[index].base.below(entry.href)
        } catch {
            return walk.refuse(entry.href, "The address of an entry is refused: \(error.reason).")
        }
        // The folder itself heads its own listing.
        if path == walk.current, entry.isFolder { return }
        // The link to a single file lists that file as itself.
        let isSharedFile = path.isEmpty && walk.current.isEmpty
        guard isSharedFile || (path.count == walk.current.count + 1 && path.starts(with: walk.current)) else {
            return walk.refuse(entry.href, "An entry does not lie in the folder that was asked for.")
        }
        if entry.isFolder { return walk.add(folder: path) }
        let mark = DropOffFile.mark(tag: entry.tag, bytes: entry.bytes, modified: entry.modified)
        walk.add(file: path, number: entry.fileID, mark: mark, bytes: entry.bytes)
    }

    /// The properties that are asked for; `oc:` is the namespace of ownCloud, which Nextcloud kept.
    private static let body = """
        <?xml version="1.0"?><d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop>\
        <d:getlastmodified/><d:getcontentlength/><d:getetag/><d:getcontenttype/><d:resourcetype/>\
        <oc:fileid/><oc:size/><oc:checksums/></d:prop></d:propfind>
        """
}
