/* Speaks sentences with flite and writes, for each, a WAV file and its phone times.
 * Standard input, one sentence a line: id TAB stretch TAB pitch TAB text.
 *   stretch: duration factor (1 = the voice's own tempo); pitch: factor on the voice's mean F0.
 * Output: DIR/id.wav (16 bit mono, the voice's own rate) and DIR/id.lab (lines "end_seconds phone").
 * Usage: synth_flite VOICE DIR < sentences      VOICE: kal16 awb rms slt */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <flite/flite.h>

cst_voice *register_cmu_us_kal16(const char *voxdir);
cst_voice *register_cmu_us_awb(const char *voxdir);
cst_voice *register_cmu_us_rms(const char *voxdir);
cst_voice *register_cmu_us_slt(const char *voxdir);

static cst_voice *open_voice(const char *name)
{
    if (!strcmp(name, "kal16")) return register_cmu_us_kal16(NULL);
    if (!strcmp(name, "awb")) return register_cmu_us_awb(NULL);
    if (!strcmp(name, "rms")) return register_cmu_us_rms(NULL);
    if (!strcmp(name, "slt")) return register_cmu_us_slt(NULL);
    return NULL;
}

static void write_labels(cst_utterance *u, const char *path)
{
    FILE *f = fopen(path, "w");
    if (!f) { perror(path); exit(1); }
    for (const cst_item *s = relation_head(utt_relation(u, "Segment")); s; s = item_next(s))
        fprintf(f, "%.4f %s\n", item_feat_float(s, "end"), item_feat_string(s, "name"));
    fclose(f);
}

int main(int argc, char **argv)
{
    if (argc != 3) { fprintf(stderr, "usage: synth_flite VOICE DIR\n"); return 2; }
    flite_init();
    cst_voice *voice = open_voice(argv[1]);
    if (!voice) { fprintf(stderr, "no such voice: %s\n", argv[1]); return 2; }
    float mean = get_param_float(voice->features, "int_f0_target_mean", 100);
    static char line[8192], path[4096];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        char *id = strtok(line, "\t"), *stretch = strtok(NULL, "\t");
        char *pitch = strtok(NULL, "\t"), *text = strtok(NULL, "\t");
        if (!text) continue;
        feat_set_float(voice->features, "duration_stretch", (float)atof(stretch));
        feat_set_float(voice->features, "int_f0_target_mean", mean * (float)atof(pitch));
        cst_utterance *u = flite_synth_text(text, voice);
        if (!u) continue;
        snprintf(path, sizeof path, "%s/%s.wav", argv[2], id);
        cst_wave_save_riff(utt_wave(u), path);
        snprintf(path, sizeof path, "%s/%s.lab", argv[2], id);
        write_labels(u, path);
        delete_utterance(u);
    }
    return 0;
}
