using HeyGem.Core.Speech.Reading;

namespace HeyGem.Core.Tests.Speech.Reading;

/// <summary>What is written otherwise than it is said, by language.</summary>
public sealed class SpokenFormsTests
{
    [Theory]
    [InlineData("en-us", "2026-11-29", "November 29th 2026")]
    [InlineData("en-gb", "2026-11-29", "29th of November 2026")]
    [InlineData("en_US", "since 10/3/1984.", "since October 3rd 19 84.")]
    [InlineData("en", "on 10/3, maybe", "on 10th of March, maybe")]
    [InlineData("en", "10/3 is a part", "10/3 is a part")]
    [InlineData("en", "1/2 of it", "a half of it")]
    [InlineData("en", "at 10:05 and 10:00 am, not 10:00", "at 10 oh 5 and 10 am, not 10 o'clock")]
    [InlineData("en", "1 km, 5 km/h and 20kg", "1 kilometer, 5 kilometers per hour and 20 kilograms")]
    [InlineData("en", "It costs $1,500, £20 or €5.50.", "It costs 1,500 dollars, 20 pounds or 5 euros 50.")]
    [InlineData("en", "$5 million", "5 million dollars")]
    [InlineData("en", "in 1990, 1905 and 1900", "in 19 90, 19 oh 5 and 19 hundred")]
    [InlineData("en", "pages 12-15, call 555-1234", "pages 12 to 15, call 555-1234")]
    [InlineData("en", "15-12 and 90–110", "15-12 and 90 to 110")]
    [InlineData("en", "3/4 of it on 3/4", "three quarters of it on 3rd of April")]
    [InlineData("en", "e.g. (i.e. this) vs. that", "for example (that is this) versus that")]
    [InlineData("en", "No. 5? No. Never.", "number 5? No. Never.")]
    [InlineData("de", "Am 3.10.2026 um 18:05 Uhr", "Am dritten Oktober 2026 um 18 Uhr 5")]
    [InlineData("de", "vom 3.10. bis 5. Mai", "vom dritten Oktober bis fünften Mai")]
    [InlineData("de", "3.10 Punkte", "3.10 Punkte")]
    [InlineData("de", "10:00 Uhr, 10:30", "10 Uhr, 10 Uhr 30")]
    [InlineData("de", "100 km/h bei 5 °C.", "100 Kilometer pro Stunde bei 5 Grad Celsius.")]
    [InlineData("de", "3,50 € oder $5", "3 Euro 50 oder 5 Dollar")]
    [InlineData("de", "z. B. 1990-1995 usw.", "zum Beispiel 19hundert 90 bis 19hundert 95 und so weiter.")]
    [InlineData("de", "Dr. Klein, Nr. 5, bzw. S. 7", "Doktor Klein, Nummer 5, beziehungsweise Seite 7")]
    [InlineData("fr", "Le 1/10 à 18h05", "Le 1er octobre à 18 heures 5")]
    [InlineData("fr", "le 3.10.2026", "le 3 octobre 2026")]
    [InlineData("fr", "M. Dupont a 5 m, p. ex.", "monsieur Dupont a 5 mètres, par exemple.")]
    [InlineData("fr", "n° 5 pour 3,50 €", "numéro 5 pour 3 euros 50")]
    [InlineData("es", "el 3/10/2026 a las 10:05", "el 3 de octubre de 2026 a las 10 y 5")]
    [InlineData("es", "«EE.UU.» y 5 €", "«Estados Unidos» y 5 euros")]
    [InlineData("es", "1 km o 100 km/h", "1 kilómetro o 100 kilómetros por hora")]
    [InlineData("it", "il 3.10.2026 a 5 km", "il 3.10.2026 a 5 km")]
    [InlineData("de", "Kein  Wort\tdavon.", "Kein  Wort\tdavon.")]
    public void A_text_is_written_out_as_people_say_it(string language, string text, string said) =>
        Assert.Equal(said, SpokenForms.OfText(text, language));
}
