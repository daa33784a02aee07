import Domain
import Foundation

/// Values with every property filled.
enum Samples {
    static let moment = Date(timeIntervalSince1970: 1_794_000_000)

    static let space = SpaceReference(
        platform: .telegram,
        externalID: "-1001234567890",
        name: "Помощ 🇧🇬",
        link: "https://t.me/example"
    )

    static let prediction = Prediction(
        language: "bg",
        script: "Cyrl",
        confidence: 0.875,
        kind: .request,
        topics: ["housing", "work"],
        primary: "housing",
        urgency: .acute,
        minors: true,
        places: ["Köln"],
        evidence: [Evidence(field: "topic", value: "housing", text: "квартира", start: 3, end: 11)],
        model: "lexicon-0123456789abcdef"
    )

    static let post = ReceivedPost(
        space: space,
        externalID: "17",
        parentExternalID: "5",
        threadTitle: "Жилище",
        author: ReceivedPost.Author(id: "user1", handle: "Ана"),
        text: "Търся квартира в Кьолн 🙏",
        publishedAt: moment,
        editedAt: moment.addingTimeInterval(60),
        permalink: "https://t.me/example/17"
    )

    static let enquiry = Enquiry(
        id: 7,
        state: .answered,
        urgency: .soon,
        kind: .request,
        language: "bg",
        topics: ["housing"],
        primary: "housing",
        minors: true,
        platform: .telegram,
        waitingSince: moment,
        takenBy: "mara",
        leaseUntil: moment.addingTimeInterval(900),
        closedAt: moment.addingTimeInterval(1800),
        reason: "answered elsewhere",
        posts: [
            EnquiryPost(
                id: 9,
                space: space,
                externalID: "17",
                threadTitle: "Жилище",
                text: "Търся квартира",
                publishedAt: moment,
                permalink: "https://t.me/example/17",
                prediction: prediction
            )
        ]
    )

    static let answer = Answer(
        id: 3,
        enquiryID: 7,
        user: "mara",
        template: TemplateUse(key: "eviction-notice", language: "bg", version: 2),
        text: "Пиши ни",
        sentAt: moment,
        sentURL: "https://t.me/example/18"
    )

    static var importRun: ImportRun {
        var tally = Tally()
        (tally.rows, tally.new, tally.ignored) = (5, 3, 2)
        return ImportRun(
            id: 1,
            name: "result.json",
            format: "telegram-desktop",
            startedAt: moment,
            finishedAt: moment.addingTimeInterval(2),
            tally: tally,
            ignoredReasons: ["serviceMessage": 2],
            fault: "cut off"
        )
    }

    static let count = Count(
        week: ISOWeek(of: moment),
        figure: .opened,
        dimension: .topic,
        value: "housing",
        count: 4
    )

    static let delay = AnswerDelay(week: ISOWeek(of: moment), dimension: .total, value: "all", seconds: 5400)
}
