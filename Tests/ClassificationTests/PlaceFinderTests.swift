import Domain
import TestSupport
import Testing

@testable import Classification

/// Which names are read as places, by a small gazetteer and rules.
struct PlaceFinderTests {
    @Test func `finds names with the endings of the language of the post`() throws {
        #expect(try places("mieszkam pod Dortmundem") == ["Dortmund"])
        #expect(try places("radim u Dortmundu") == ["Dortmund"])
        #expect(try places("im Dortmunder Norden") == [])
    }

    @Test func `changes the end of a name as the language does`() throws {
        #expect(try places("we Frankfurcie") == ["Frankfurt"])
        #expect(try places("v Ostravě") == ["Ostrava"])
        #expect(try places("Ostravx") == [])
    }

    @Test func `takes the longest name`() throws {
        #expect(try places("in Frankfurt an der Oder") == ["Frankfurt (Oder)"])
        #expect(try places("in Frankfurt an der Spree") == ["Frankfurt"])
    }

    @Test func `needs a capital letter or a word beside it where the name says so`() throws {
        #expect(try places("lager rehau") == [])
        #expect(try places("lager Rehau") == ["Rehau"])
        #expect(try places("lager in rehau") == ["Rehau"])
        #expect(try places("rehau hbf") == ["Rehau"])
    }

    @Test func `reads a name that is a word only within a sentence, or beside a word for places`() throws {
        #expect(try places("na Mostu") == ["Most"])
        #expect(try places("na mostu") == [])
        #expect(try places("Most je daleko") == [])
        #expect(try places("w mostu") == ["Most"])
    }

    @Test func `reads a name of people only beside a word for places`() throws {
        #expect(try places("meine Freundin Sofia hilft") == [])
        #expect(try places("meine Freundin in Sofia hilft") == ["Sofia"])
    }

    @Test func `never reads some words as places`() throws {
        #expect(try places("in Celem") == [])
        #expect(try places("in Celle") == ["Celle"])
    }

    @Test func `passes over a small place directly after another one, as a district`() throws {
        #expect(try places("Dortmund Rehau") == ["Dortmund"])
        #expect(try places("Dortmund, Rehau") == ["Dortmund", "Rehau"])
    }

    @Test func `takes a preposition before a form for a condition`() throws {
        #expect(try places("ich esse in essen") == ["Essen"])
        #expect(try places("ich will essen") == [])
    }

    @Test func `names each place once and shows every mention`() throws {
        let prediction = try classifier().classify("Dortmund und dortmund")

        #expect(prediction.places == ["Dortmund"])
        #expect(prediction.evidence.filter { $0.field == "place" }.map(\.text) == ["Dortmund", "dortmund"])
    }

    @Test func `finds Cyrillic names of three letters and words of any length at the end of a text`() throws {
        #expect(try places("живу в Улм") == ["Ulm"])
        #expect(try places("живу в Улме") == ["Ulm"])
        #expect(try places("улмунд") == [])
        for length in 1...40 { #expect(try places(String(repeating: "ж", count: length)) == []) }
    }

    private func places(_ text: String) throws -> [String] { try classifier().classify(text).places }

    private func classifier() throws -> Classifier {
        var data = SmallLexicon.data(
            places: """
                Dortmund|DE|-|dortmund
                Frankfurt|DE|-|frankfurt
                Frankfurt (Oder)|DE|-|frankfurt an der oder
                Ostrava|CZ|-|ostrava
                Rehau|DE|-|^rehau
                Most|CZ|-|most
                Sofia|BG|-|sofia
                Celle|DE|-|celle,cele
                Essen|DE|-|in essen
                Ulm|DE|-|улм
                """
        )
        data.placeRules = SmallLexicon.withTabs(
            """
            ending|-|-|em,u,e,е
            ending|-|t|cie,tu
            ending|-|a|ě,y
            ending|-|e|em
            before|-|-|in,w,we,v,в
            after|-|-|hbf
            word|-|-|most
            person|-|-|sofia
            never|-|-|celem
            """
        )
        return try Classifier(data)
    }
}

/// The gazetteer and the language model that the project ships.
struct ShippedPlaceTests {
    @Test(arguments: [
        ("mieszkam teraz w Kolonii", "Köln"), ("jedziemy jutro do Monachium", "München"),
        ("przyjechałem z Krakowa", "Kraków"), ("szukam pracy we Wrocławiu", "Wrocław"),
        ("hledám bydlení v Drážďanech", "Dresden"), ("jedeme zítra do Mnichova", "München"),
        ("přijela jsem z Brna", "Brno"), ("tražim stan u Minhenu", "München"), ("došao sam iz Zagreba", "Zagreb"),
        ("živim već godinu dana u Beču", "Wien"), ("живея сега в Дортмунд", "Dortmund"),
        ("мы живём в Мюнхене", "München"), ("шукаю роботу у Дюссельдорфі", "Düsseldorf"),
        ("tyrsq rabota v dortmund", "Dortmund"), ("nqkoi ot vas vuv Frankfurt li jivee", "Frankfurt"),
        ("kak se stiga do Myunhen sega", "München"), ("primarul Bucureștiului a zis", "București"),
        ("Köln'de ev arıyorum", "Köln"), ("Berlinden geliyorum şimdi", "Berlin"), ("Münih'te iş arıyoruz", "München"),
        ("Kölnben keresek munkát", "Köln"), ("most jöttem Münchenből haza", "München"),
        ("lakást keresek Bécsben", "Wien"), ("ich wohne in Duesseldorf", "Düsseldorf"),
        ("ich suche Arbeit in muenchen", "München"), ("jestem z Katowic i szukam pracy", "Katowice"),
        ("моя сестра живе в Києві", "Kyiv"), ("мы приехали из Харькова", "Kharkiv"),
        ("bývam teraz v Prešove", "Prešov"), ("živimo u Novom Sadu", "Novi Sad"),
        ("abito a Treviso da un anno", "Treviso"),
        ("hat jemand ein Zimmer in Winterthur", "Winterthur"),
    ])
    func `finds inflected and foreign names`(_ text: String, _ place: String) throws {
        #expect(try ShippedClassifier.withModel().classify(text).places == [place])
    }

    @Test(arguments: [
        "wir essen heute um acht Uhr", "spałem trzy noce pod mostem", "that is very nice of you",
        "ich muss noch singen gehen", "sofia a zis ca vine si ea", "mein Kölner Freund hat angerufen",
    ])
    func `takes words and people for no places`(_ text: String) throws {
        #expect(try ShippedClassifier.withModel().classify(text).places == [])
    }
}
