import Domain
import Testing

@testable import Classification

struct ClassifierTests {
    @Test func `says the same twice and from eight tasks at once`() async throws {
        let classifier = try ShippedClassifier.get()
        let posts = try ["ro", "bg-Latn", "de"].flatMap(LabelledPost.all).map(\.text)
        let first = posts.map { classifier.classify($0) }

        let others = await withTaskGroup(of: [Prediction].self) { group in
            for _ in 0..<8 { group.addTask { posts.map { classifier.classify($0) } } }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(others.count == 8)
        #expect(others.allSatisfy { $0 == first })
    }

    @Test func `says the same when it is built again`() throws {
        let one = try ShippedClassifier.get()
        let other = try Classifier(ShippedClassifier.data())
        let posts = try LabelledPost.all("hr").map(\.text)

        #expect(one.model == other.model)
        #expect(posts.map { one.classify($0) } == posts.map { other.classify($0) })
    }

    @Test func `names its data anew when any file changes`() throws {
        let data = SmallLexicon.data(
            ["de": "word|-|1|und", "hr": "word|-|1|ili"],
            common: "topic|work|3|job",
            spellings: ["hr": "š|s"],
            places: "Köln|DE|NRW|köln"
        )
        let changes: [(inout ClassifierData) -> Void] = [
            { _ in }, { $0.topics.append("health") }, { $0.topics.reverse() }, { $0.lexicons["de"]? += "\n# note" },
            { $0.lexicons["pl"] = "" }, { $0.lexicons["hr"] = nil }, { $0.commonLexicon? += "\n" },
            { $0.transliterations["hr"]? += "\nč\tc" }, { $0.places += "\n" }, { $0.currencies.append("kn") },
            { $0.thresholds.topic = 4 }, { $0.thresholds.acute = 5 }, { $0.thresholds.soon = 4 },
            { $0.thresholds.kind = 4 }, { $0.thresholds.minors = 4 },
        ]

        let models = try changes.map { change in
            var changed = data
            change(&changed)
            return try Classifier(changed).model
        }

        #expect(Set(models).count == changes.count)
        #expect(try Classifier(data).model == models[0])
        #expect(models.allSatisfy { $0.wholeMatch(of: /lexicon-[0-9a-f]{16}/) != nil })
        #expect(try Classifier(data).classify("und").model == models[0])
    }

    @Test func `lists the languages of its lexicons`() throws {
        #expect(try ShippedClassifier.get().languages == ["bg", "cs", "de", "en", "hr", "it", "pl", "ro"])
    }

    @Test func `takes spelling, case and punctuation for no difference between questions`() throws {
        let classifier = try SmallLexicon.classifier("")

        let one = classifier.likeness(of: "Caut chirie în Köln, URGENTTTT, mulțumesc!!! 🙏")

        #expect(one != nil)
        #expect(one == classifier.likeness(of: "caut chirie in koln - urgent. Multumesc"))
        #expect(one != classifier.likeness(of: "caut chirie in bonn - urgent. Multumesc"))
        #expect(classifier.likeness(of: "Caut chirie, urgent!") == nil)
    }

    @Test func `sketches a text by its folded words`() throws {
        let classifier = try SmallLexicon.classifier("")
        let sketch = classifier.sketch(of: "Caut chirie în Köln, URGENT!", seed: 5)

        #expect(sketch == classifier.sketch(of: "caut chirie in koln urgent", seed: 5))
        #expect(sketch.likeness(to: classifier.sketch(of: "slobodna soba u Beču", seed: 5)) < 0.1)
    }
}
