/* Speaks sentences with espeak-ng and writes, for each, a WAV file and its phone times.
 * Standard input, one sentence a line: id TAB words_per_minute TAB pitch TAB text (UTF-8).
 *   pitch: 0..99, 50 is the voice's own.
 * Output: DIR/id.wav (16 bit mono, 22.05 kHz) and DIR/id.lab (lines "end_seconds phone", IPA; "end_seconds | phone"
 *   where a word begins).
 * Usage: synth_espeak VOICE DIR < sentences     VOICE: de, de+f2, cmn-latn-pinyin, ... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <espeak-ng/speak_lib.h>

enum { max_samples = 22050 * 60, max_phones = 4096 };
static short samples[max_samples];
static int sample_count;
static struct { int start, begins_word; char name[9]; } phones[max_phones];
static int phone_count, word_pending;

static int on_samples(short *wave, int count, espeak_EVENT *event)
{
    for (; event->type != espeakEVENT_LIST_TERMINATED; event++) {
        if (event->type == espeakEVENT_WORD) word_pending = 1;
        if (event->type == espeakEVENT_PHONEME && phone_count < max_phones) {
            phones[phone_count].start = event->sample;
            phones[phone_count].begins_word = word_pending;
            word_pending = 0;
            memcpy(phones[phone_count].name, event->id.string, 8);
            phones[phone_count++].name[8] = 0;
        }
    }
    if (wave && count > 0 && sample_count + count <= max_samples) {
        memcpy(samples + sample_count, wave, (size_t)count * sizeof *wave);
        sample_count += count;
    }
    return 0;
}

static void put(FILE *f, unsigned value, int bytes)
{
    for (; bytes--; value >>= 8) fputc((int)(value & 255), f);
}

static void write_wave(const char *path, int rate)
{
    FILE *f = fopen(path, "wb");
    if (!f) { perror(path); exit(1); }
    unsigned bytes = (unsigned)sample_count * 2;
    fputs("RIFF", f); put(f, 36 + bytes, 4); fputs("WAVEfmt ", f); put(f, 16, 4);
    put(f, 1, 2); put(f, 1, 2); put(f, (unsigned)rate, 4); put(f, (unsigned)rate * 2, 4); put(f, 2, 2); put(f, 16, 2);
    fputs("data", f); put(f, bytes, 4);
    fwrite(samples, 2, (size_t)sample_count, f);
    fclose(f);
}

static void write_labels(const char *path, int rate)
{
    FILE *f = fopen(path, "w");
    if (!f) { perror(path); exit(1); }
    if (phone_count && phones[0].start > 0) fprintf(f, "%.4f _\n", phones[0].start / (double)rate);
    for (int i = 0; i < phone_count; i++) {
        int end = i + 1 < phone_count ? phones[i + 1].start : sample_count;
        fprintf(f, "%.4f %s%s\n", end / (double)rate, phones[i].begins_word ? "| " : "", phones[i].name[0] ? phones[i].name : "_");
    }
    fclose(f);
}

int main(int argc, char **argv)
{
    if (argc != 3) { fprintf(stderr, "usage: synth_espeak VOICE DIR\n"); return 2; }
    int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL,
                                 espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_PHONEME_IPA);
    if (rate <= 0) return 1;
    espeak_SetSynthCallback(on_samples);
    if (espeak_SetVoiceByName(argv[1]) != EE_OK) { fprintf(stderr, "no such voice: %s\n", argv[1]); return 2; }
    static char line[8192], path[4096];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        char *id = strtok(line, "\t"), *speed = strtok(NULL, "\t");
        char *pitch = strtok(NULL, "\t"), *text = strtok(NULL, "\t");
        if (!text) continue;
        sample_count = phone_count = word_pending = 0;
        espeak_SetParameter(espeakRATE, atoi(speed), 0);
        espeak_SetParameter(espeakPITCH, atoi(pitch), 0);
        if (espeak_Synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, NULL) != EE_OK) continue;
        espeak_Synchronize();
        snprintf(path, sizeof path, "%s/%s.wav", argv[2], id);
        write_wave(path, rate);
        snprintf(path, sizeof path, "%s/%s.lab", argv[2], id);
        write_labels(path, rate);
    }
    espeak_Terminate();
    return 0;
}
