/// What an error of the Graph API calls for.
enum GraphTreatment: Hashable, Sendable {
    /// Ask again later; the headers may say when.
    case wait
    /// It passes by itself.
    case passing
    /// The token is dead: a person has to make a new one.
    case access
    /// A right is missing: a person has to give it.
    case permission
    /// A setting is wrong, or a limit reached that only a person can do something about.
    case setting
    /// The one object that was asked for is gone or not ours; everything else goes on.
    case missing
    /// Meta takes us for a nuisance: leave it alone for hours.
    case abuse
    /// The same words stand there already.
    case duplicate
    /// Not in the table.
    case unknown
}

/// A line of the table of errors of the Graph API.
struct GraphFaultRow: Hashable, Sendable {
    /// The numbers that it stands for.
    var codes: ClosedRange<Int>
    /// The finer number that it stands for; nil: all that no other line stands for.
    var subcode: Int?
    /// What it calls for.
    var treatment: GraphTreatment
    /// What it means, as the end of a sentence.
    var meaning: String
    /// What a person can do, where the treatment does not say it already.
    var remedy: String?

    /// The line for an error: the one with its finer number before the general one.
    static func row(code: Int, subcode: Int?) -> GraphFaultRow? {
        let rows = all.filter { $0.codes.contains(code) }
        return rows.first { $0.subcode != nil && $0.subcode == subcode } ?? rows.first { $0.subcode == nil }
    }

    private init(
        _ codes: ClosedRange<Int>,
        _ subcode: Int? = nil,
        _ treatment: GraphTreatment,
        _ meaning: String,
        _ remedy: String? = nil
    ) {
        self.codes = codes
        self.subcode = subcode
        self.treatment = treatment
        self.meaning = meaning
        self.remedy = remedy
    }

    /// The table, from Meta's guide to its errors.
    static let all: [GraphFaultRow] = [
        GraphFaultRow(1...2, nil, .passing, "a fault on Meta's side that passes"),
        GraphFaultRow(3...3, nil, .permission, "the app may not do this"),
        GraphFaultRow(4...4, nil, .wait, "the app has asked too often"),
        GraphFaultRow(10...10, nil, .permission, "a permission is missing"),
        GraphFaultRow(17...17, nil, .wait, "the account of the token has asked too often"),
        GraphFaultRow(18...18, nil, .setting, "30 hashtags were asked for within seven days", fewerHashtags),
        GraphFaultRow(24...24, nil, .missing, "what was asked for does not exist", checkIDs),
        GraphFaultRow(32...32, nil, .wait, "the Page was asked too often"),
        GraphFaultRow(100...100, 33, .missing, "what was asked for is gone or not ours", checkIDs),
        GraphFaultRow(100...100, nil, .missing, "a part of the request is not accepted", checkIDs),
        GraphFaultRow(102...102, nil, .access, "the token is no longer valid"),
        GraphFaultRow(190...190, nil, .access, "the token is no longer valid"),
        GraphFaultRow(190...190, 458, .access, "the app was removed from the account"),
        GraphFaultRow(190...190, 459, .access, "the account has to pass a check on facebook.com first"),
        GraphFaultRow(190...190, 460, .access, "the password of the account was changed"),
        GraphFaultRow(190...190, 463, .access, "the token has run out"),
        GraphFaultRow(190...190, 464, .access, "the account is not confirmed"),
        GraphFaultRow(190...190, 467, .access, "the token is no longer valid"),
        GraphFaultRow(200...299, nil, .permission, "a permission is missing"),
        GraphFaultRow(341...341, nil, .wait, "the app has reached a limit"),
        GraphFaultRow(368...368, nil, .abuse, "Meta takes what was done for abuse", restForHours),
        GraphFaultRow(506...506, nil, .duplicate, "the same words were posted just before"),
        GraphFaultRow(613...613, nil, .wait, "this was asked too often"),
        GraphFaultRow(803...803, nil, .setting, "no Page or account has this id", checkIDs),
        GraphFaultRow(2500...2500, nil, .setting, "the address of the API cannot be understood", checkAddress),
        GraphFaultRow(80000...80014, nil, .wait, "the Page or account was asked too often"),
    ]

    private static let checkIDs = "Compare the ids in the settings of this source with those that Meta's pages show."
    private static let checkAddress = "Remove the setting 'api', or correct the version in it."
    private static let fewerHashtags = "Take hashtags out of the setting 'hashtags', or wait until seven days are over."
    private static let restForHours = "Post nothing for some hours, then answer by hand and in other words."
}
