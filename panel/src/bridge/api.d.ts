// Generated from bridge/openapi.json by `npm run types`; do not edit.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers at once. ok says whether a render can run; with a token, what was checked. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges the one-time code of the launch address for a token. */
        post: operations["openSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges the six digits that the bridge shows for a token. */
        post: operations["pair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Over the LAN address, exchanges the password for a token of the client's own. */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairing-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes six digits for a panel to pair with; shown on the bridge's page. */
        post: operations["newPairingCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launch-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the one-time code of an address that lets one browser of this machine in. */
        post: operations["newLaunchCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a short-lived ticket for one video, thumbnail, archive or event address. */
        post: operations["newTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Engines, models, provider, formats, limits, media folders and versions. */
        get: operations["getCapabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log's records after a number, oldest first. */
        get: operations["getLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes in a file, the request's whole body, and keeps it under an id. */
        post: operations["upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events "item" and "job" until the job is finished; resumable with Last-Event-ID. */
        get: operations["followJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/results.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The results that the job has so far, as one ZIP. */
        get: operations["getResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a path may be named in a job: a file, inside a media folder. Does not open it. */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a range of a finished result anew, with other sound or another text; everything else of it is copied. */
        post: operations["correctItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The voices of the bridge's machine that can speak captions. */
        get: operations["listVoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/speech": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A text as it is spoken, a WAV; with seconds at the pace that fits a cue of that length. */
        post: operations["speak"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/captions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The cues of captions; with a language how each would lie in its place when spoken. */
        post: operations["readCaptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The presets by name, each with the settings that it holds. */
        get: operations["listPresets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps settings under a name, in place of those that have it. */
        put: operations["putPreset"];
        post?: never;
        /** Forgets a preset; one that is not there is none as well. */
        delete: operations["deletePreset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/{file}/thumbnail/{seconds}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small JPEG of a file in a media folder, whose path in UTF-8 is base64url in the address, at a time. */
        get: operations["getMediaThumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/timelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a timeline file holds: the clips that can be rendered with the voice of each, and the others with their reason. */
        post: operations["readTimeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/timelines/renders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts a job that renders clips of a timeline, one item a clip; a job like any other. */
        post: operations["renderTimeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The timeline with the results that its job has so far, each above its original. */
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Folders, start at login and limits of this bridge. */
        get: operations["getSettings"];
        /** Changes them. Folders apply from the next start, the start at login at once. */
        put: operations["putSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the bridge in order; what is not finished goes on with the next start. */
        post: operations["stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/farm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The broker, the workers, what each does, its speed and its failures. */
        get: operations["getFarm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/farm/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a key for workers, in place of one of the same name; it is shown once. */
        post: operations["inviteWorker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/farm/keys/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraws a key: its workers get nothing more, and what they had is given to others. */
        delete: operations["withdrawKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/farm/workers/{name}/rest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a worker out of work after the segment that it is at. */
        post: operations["restWorker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/farm/workers/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a worker work again that rests or was set aside. */
        post: operations["resumeWorker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first, without their clips. */
        get: operations["listJobs"];
        put?: never;
        /** Accepts a job; it is on disk when this answers. 201 when it is new, 200 when the same request came before. */
        post: operations["submitJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A job with its clips; with waitMs and since, as soon as it has changed. */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /** Forgets a finished job; with results=true its files are removed too. */
        delete: operations["deleteJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a job; asking again changes nothing. */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queues the failed clips of a job again, and with cancelled=true those that were cancelled; the others stay. */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/front": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a job before all others; a long clip that runs gives way after a segment. */
        post: operations["moveJobToFront"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One clip of a job. */
        get: operations["getItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops one clip; asking again changes nothing. */
        post: operations["cancelItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/video": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The result; takes range requests. With download=true it is offered for saving. */
        get: operations["getVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The clip that was rendered, as long as it is where it was; takes range requests. */
        get: operations["getSource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small JPEG of the result, or of the source while there is none; with frame, of the face in it. */
        get: operations["getThumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the render did and measured. */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/origin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the clip was rendered from and with, as the request that asks for the same again. */
        get: operations["getOrigin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows the result in the file manager of the bridge's machine; for clients on that machine. */
        post: operations["showItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renders a stretch of at most 10 seconds of what a job would give, to be looked at: no result, gone after an hour. */
        post: operations["beginPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/previews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A preview; with waitMs and since, as soon as it has changed. */
        get: operations["getPreview"];
        put?: never;
        post?: never;
        /** Stops and forgets a preview; asking again changes nothing. */
        delete: operations["cancelPreview"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/previews/{id}/video": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the render would show and say there; takes range requests. */
        get: operations["getPreviewVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/previews/{id}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The clip's own frames of the same stretch, without sound; takes range requests. */
        get: operations["getPreviewSource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/speakers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks for who speaks when in a clip, by its own sound and the mouths in its picture: a proposal, nothing is rendered. */
        post: operations["findSpeakers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/speakers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A search; with waitMs and since, as soon as it has changed. */
        get: operations["getSpeakers"];
        put?: never;
        post?: never;
        /** Stops and forgets a search; asking again changes nothing. */
        delete: operations["cancelSpeakers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/speakers/{id}/faces/{number}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small JPEG of one of the people that were found. */
        get: operations["getSpeakerPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/speakers/{id}/faces/{number}/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps that picture as an upload, to be named as person in a job. */
        post: operations["keepSpeakerPicture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What a render took from the cache instead of working it out. */
        CacheUse: {
            /** @description The face track. */
            faces: boolean;
            /** @description What is known of the voice. */
            voice: boolean;
            /**
             * @description The engine's model, still loaded from a clip before; false also for an engine without one.
             * @default false
             */
            model: boolean;
        };
        /** @description What this bridge can do. */
        CapabilitiesReply: {
            /** @description The program's version. */
            version: string;
            /** @description Words for engine; wav2lip only where a model is installed. */
            engines: string[];
            /** @description Words for format. */
            formats: components["schemas"]["OutputFormat"][];
            /** @description What a render needs: ffmpeg, models and provider, disk. */
            checks: components["schemas"]["HealthCheck"][];
            /** @description The installed models that a job may name. */
            models: components["schemas"]["ModelReply"][];
            /** @description Folders that paths may lie in. */
            mediaFolders: string[];
            /** @description Where results go. */
            outputFolder: string;
            /** @description How much is taken. */
            limits: components["schemas"]["LimitsReply"];
            /** @description Whether a clip's voice may be a list of pieces. */
            voicePieces: boolean;
        };
        /** @description Captions to read. */
        CaptionsReadRequest: {
            /** @description Absolute path inside a media folder. Either this or uploadId. */
            path?: null | string;
            /** @description The id of an upload. Either this or path. */
            uploadId?: null | string;
            /** @description The language that they are spoken in, to find out how each cue lies in its place; they are only read when left out. */
            language?: null | string;
            /** @description Who speaks then. */
            voice?: null | string;
            /** @description Who speaks then for speakers that the captions name; at most 100. */
            speakers?: null | components["schemas"]["SpeakerRequest"][];
        };
        /** @description Captions as they were read. */
        CaptionsReply: {
            /** @description The language that the file's name ends with, or null. */
            language: null | string;
            /** @description The cues in order. */
            cues: components["schemas"]["CueView"][];
            /** @description What was odd, each a line and a sentence. */
            notes: string[];
        };
        /** @description Captions that are spoken to be the voice of a clip. */
        CaptionsRequest: {
            /** @description Absolute path inside a media folder of SubRip or WebVTT captions. Either this or uploadId. */
            path?: null | string;
            /** @description The id of an upload. Either this or path. */
            uploadId?: null | string;
            /** @description Their language, a tag such as de or pt-BR; it goes into the names of results. */
            language: string;
            /** @description Who speaks, by the id that voices lists, or +f2 for a variation; the language's own voice when left out. */
            voice?: null | string;
            /** @description Voices of speakers that the captions name; at most 100. */
            speakers?: null | components["schemas"]["SpeakerRequest"][];
            /** @description Whether the clip's own sound stays, lowered by 20 dB under the cues. */
            keepBackground?: boolean;
            background?: null | components["schemas"]["SoundRequest"];
        };
        /** @description A clip that is rendered. */
        ChosenRow: {
            /** @description Names the clip within its file as it was read. */
            id: string;
            /** @description What the editor calls it. */
            name: string;
            /** @description Its track, such as V1. */
            track: string;
            /** @description The timecode where the render begins. */
            at: string;
            /**
             * Format: int64
             * @description Frames of the sequence that it covers.
             */
            frames: number;
            /** @description Path of its file. */
            clip: string;
            /**
             * Format: int64
             * @description The first frame of the file that is rendered.
             */
            inFrame: number;
            /**
             * Format: int64
             * @description The first frame after them.
             */
            outFrame: number;
            /** @description What the editor calls the voice under it. */
            voice: string;
            /** @description The voice's track, such as A2; null where it lies on none. */
            voiceTrack: null | string;
            /**
             * Format: int32
             * @description How many pieces of voice lie under it.
             */
            pieces: number;
            /** @description What a person should know: camera_sound, voice_short, handles_clamped, transition_left. */
            notes: string[];
        };
        /** @description A code to exchange. */
        CodeRequest: {
            /** @description The code. */
            code: string;
            /** @description What the client calls itself, at most 80 characters. */
            client?: null | string;
        };
        /** @description Colour description in ffmpeg's own words, null where the stream does not say. */
        ColourTags: {
            /** @description `tv` (16-235 at 8 bits) or `pc` (0-255). */
            range?: null | string;
            /** @description YCbCr matrix, such as `bt709`, `smpte170m`, `bt2020nc`. */
            matrix?: null | string;
            /** @description Primaries, such as `bt709`. */
            primaries?: null | string;
            /** @description Transfer curve, such as `bt709`, `smpte2084`, `arib-std-b67`. */
            transfer?: null | string;
            /** @description Chroma siting, such as `left`, `center`, `topleft`. */
            chromaLocation?: null | string;
        };
        /**
         * @description The frames of a corrected result that are new. All others are those of the result before, to the bit. Samples are new from the start of
         *     Start to that of End; AAC, which codes them in blocks that overlap, changes up to 2048 more on
         *     either side.
         */
        CorrectedFrames: {
            /**
             * Format: int64
             * @description The first frame that was asked for.
             */
            start: number;
            /**
             * Format: int64
             * @description The first frame after them.
             */
            end: number;
            /**
             * Format: int64
             * @description The first frame that was encoded: H.264 codes pictures in groups, which are replaced whole.
             */
            drawnStart: number;
            /**
             * Format: int64
             * @description The first frame after them.
             */
            drawnEnd: number;
        };
        /** @description A range of a finished result that is made anew: a job like any other, whose result stands beside the first one. */
        CorrectionRequest: {
            /** @description The client's own name for this request, 8 to 128 characters. Sending the same request again gives the same job. */
            idempotencyKey: string;
            /** @description Where the range begins on the result's own time; widened to whole frames. */
            from: components["schemas"]["PointRequest"];
            /** @description Where it ends, exclusive. */
            to: components["schemas"]["PointRequest"];
            audio?: null | components["schemas"]["SoundRequest"];
            /** @description What is said there instead, at most 2000 characters. Either this or audio. */
            text?: null | string;
            /** @description The text's language, such as de; that of the captions when left out. */
            language?: null | string;
            /** @description Who speaks the text; the voice of the captions, or the language's own, when left out. */
            voice?: null | string;
        };
        /** @enum {unknown} */
        CueOutcome: "fits" | "runsOver" | "cut" | "unspoken" | "afterClip" | null;
        /** @description A cue. */
        CueView: {
            /**
             * Format: double
             * @description Where it begins, seconds.
             */
            start: number;
            /**
             * Format: double
             * @description Where it ends.
             */
            end: number;
            /** @description The text. */
            text: string;
            /** @description Who says it, or null. */
            speaker: null | string;
            outcome: null | components["schemas"]["CueOutcome"];
            /** @description What would make it fit, or null. */
            advice: null | string;
        };
        /** @description Why a clip failed. */
        ErrorView: {
            /** @description The code to act on, such as `face.not_found`. */
            code: string;
            /** @description What happened. */
            message: string;
            /** @description What the editor does about it. */
            hint: string;
        };
        /** @description The farm. */
        FarmView: {
            /** @description The broker's address without a login; null where the bridge has no farm. */
            broker: null | string;
            /** @description Whether the broker answers. */
            connected: boolean;
            /**
             * Format: int32
             * @description Segments that wait to be sent to the broker.
             */
            waiting: number;
            /**
             * Format: int32
             * @description Segments that lie there.
             */
            sent: number;
            /**
             * Format: int32
             * @description Segments that workers are at.
             */
            drawing: number;
            /** @description The names of the keys that were given out. */
            keys: string[];
            /** @description The workers of this start of the bridge. */
            workers: components["schemas"]["WorkerView"][];
        };
        /** @enum {unknown} */
        FitPolicy: "cut" | "loop" | "pingPong" | "hold" | null;
        /** @description One thing a render needs. */
        HealthCheck: {
            /** @description ffmpeg, models, a disk or the job list. */
            name: string;
            /** @description Whether it is there. */
            ok: boolean;
            /** @description What was found. */
            detail: string;
            /** @description The error's code when it is not; where it is, the code of a notice, or null. */
            code: null | string;
            /** @description What to do about it, else null. */
            hint: null | string;
        };
        /** @description Whether a render can run. */
        HealthReply: {
            /** @description Every check holds. */
            ok: boolean;
            /** @description What was checked; only for clients with a token. */
            checks: null | components["schemas"]["HealthCheck"][];
        };
        /** @description An invitation. */
        InviteReply: {
            /** @description What a worker is started with; shown once. */
            key: string;
            /** @description The broker's address. */
            broker: string;
        };
        /** @description Who is invited. */
        InviteRequest: {
            /** @description The key's name. */
            name: string;
        };
        /** @description What a clip was rendered from and with. */
        ItemOriginView: {
            /** @description Asks for the same again, under a new key. */
            request: components["schemas"]["JobRequest"];
            /** @description Name of the clip's file. */
            clipName: string;
            /** @description Name of the voice's file. */
            voiceName: string;
        };
        /** @description One clip range with one voice range. */
        ItemRequest: {
            /** @description The clip. */
            clip: components["schemas"]["MediaRequest"];
            audio?: null | components["schemas"]["VoiceRequest"];
            /** @description 2 to 6 voices of people who speak in the clip, each with whose it is; in place of audio, face and person. All are heard, and the result is as long as the clip. Only with fit cut. With the face auto for all of them, or for one, the clip's own sound and its mouths say who speaks when. */
            voices?: null | components["schemas"]["SpokenVoiceRequest"][];
            finalAudio?: null | components["schemas"]["SoundRequest"];
            person?: null | components["schemas"]["SoundRequest"];
            /** @description Stretches of the result, from the clip's in point, in which mouths may be driven; all through when left out. */
            lipSync?: null | components["schemas"]["VoiceSpanRequest"][];
            /** @description Stretches of the result, from the clip's in point, in which the voice is heard and every mouth keeps its own pixels. */
            noLipSync?: null | components["schemas"]["VoiceSpanRequest"][];
            /** @description What the editor sees, at most 200 characters; the file's name when left out. */
            label?: null | string;
            /** @description The client's own mark, given back unread, at most 1000 characters. */
            clientRef?: null | string;
            /** @description Which face is driven: auto, left, right, largest, or X,Y in the clip's pixels. */
            face?: null | string;
        };
        /**
         * @description Where one clip of a job stands. The numbers are what the store holds.
         * @enum {unknown}
         */
        ItemState: "queued" | "running" | "completed" | "failed" | "cancelled";
        /** @description One clip of a job as clients see it. */
        ItemView: {
            id: string;
            jobId: string;
            /**
             * Format: int32
             * @description Place in the job, from 0.
             */
            position: number;
            label: string;
            clientRef: null | string;
            /** @description The clip that is rendered. */
            source: components["schemas"]["SourceView"];
            state: components["schemas"]["ItemState"];
            /**
             * Format: int32
             * @description Which start of the clip this is; more than 1 after the bridge died while rendering it.
             */
            attempt: number;
            /** Format: int64 */
            version: number;
            /** @description Whether somebody asked it to stop and it is stopping. */
            cancelling: boolean;
            /** Format: date-time */
            startedAt: null | string;
            /** Format: date-time */
            finishedAt: null | string;
            progress: null | components["schemas"]["ProgressView"];
            output: null | components["schemas"]["OutputView"];
            error: null | components["schemas"]["ErrorView"];
            /** @description What the editor should know about a completed clip, each a sentence. */
            warnings: string[];
            /** @description Runs of frames of a completed clip that kept their source pixels. */
            keptRanges: components["schemas"]["KeptRange"][];
            /** @description The moments of a completed clip that are worth a look, at most five, the worst first. */
            moments: components["schemas"]["ReportMoment"][];
            /** @description The engine that drew a completed clip, such as mesh. */
            engine: null | string;
            corrected: null | components["schemas"]["CorrectedFrames"];
            /** @description How the cues of spoken captions lie in a completed clip; empty where the voice is sound. */
            cues: components["schemas"]["SpokenCue"][];
            faceBox: null | components["schemas"]["PictureBox"];
            mouthBox: null | components["schemas"]["PictureBox"];
        };
        /** @description How the clips of a job stand. */
        JobCountsView: {
            /** Format: int32 */
            total: number;
            /** Format: int32 */
            queued: number;
            /** Format: int32 */
            running: number;
            /** Format: int32 */
            completed: number;
            /** Format: int32 */
            failed: number;
            /** Format: int32 */
            cancelled: number;
        };
        /** @description One event: the job without its clips, or one clip. */
        JobEvent: {
            job: null | components["schemas"]["JobView"];
            item: null | components["schemas"]["ItemView"];
        };
        /** @description One page of jobs, newest first. */
        JobPage: {
            /** @description The jobs, without their clips. */
            jobs: components["schemas"]["JobView"][];
            /** @description To give as cursor for the next page, or null on the last. */
            nextCursor: null | string;
        };
        /**
         * @description Which of the waiting jobs is rendered first; jobs of one priority take turns.
         * @enum {unknown}
         */
        JobPriority: "normal" | "high" | "low";
        /** @description A job to render: settings for all clips, and the clips. */
        JobRequest: {
            /** @description The client's own name for this request, 8 to 128 characters. Sending the same request again gives the same job. */
            idempotencyKey: string;
            /** @description 1 to 1000 clips, rendered in this order. */
            items: components["schemas"]["ItemRequest"][];
            /** @description What the editor calls the job, at most 200 characters. */
            title?: null | string;
            /** @description The name of a preset, whose settings stand in for those that are left out here. */
            preset?: null | string;
            /** @description The engine that draws the mouth: one of the words that capabilities lists. */
            engine?: string;
            /** @description What results are written as. */
            format?: components["schemas"]["OutputFormat"];
            /** @description Whether results have no sound. */
            noAudio?: boolean;
            /** @description Whether a clip that is cut short or damaged is rendered as far as it can be read, with a warning in numbers. */
            allowPartial?: boolean;
            /** @description Whether results carry nothing over that names the clip's camera, reel or time. */
            stripMetadata?: boolean;
            /** @description What happens where voice and clip differ in length. */
            fit?: components["schemas"]["FitPolicy"];
            /**
             * Format: double
             * @description Strength of the mouth's movement, 0 to 1.5; 1 is as measured.
             */
            intensity?: number;
            /**
             * Format: double
             * @description How much later (positive) or earlier the lips move, milliseconds, -1000 to 1000.
             */
            offsetMs?: number;
            /**
             * Format: int32
             * @description The same in whole frames of each clip, -50 to 50; added to offsetMs.
             */
            offsetFrames?: number;
            /** @description How strongly the mouth articulates. */
            voiceStyle?: components["schemas"]["VoiceStyle"];
            /** @description With the engine wav2lip: the name of an installed model, as capabilities lists it; the first installed one when left out. */
            model?: null | string;
            /**
             * Format: int32
             * @description With the engine wav2lip: by how many steps of 40 ms the sound window begins later than the picture, -5 to 5; -1 when left out.
             */
            windowOffset?: null | number;
            /** @description With the engine wav2lip: the name of an installed face enhancer; none when left out. */
            enhancer?: null | string;
            /**
             * Format: double
             * @description With an enhancer: its share of the mouth, 0 to 1; 0.5 when left out.
             */
            enhancerShare?: null | number;
            provider?: null | components["schemas"]["OnnxProvider"];
            /** @description Whether results go beside their clips instead of the outputs folder; only for clips given by path. */
            besideSource?: boolean;
            /** @description Absolute folder inside a media folder that results go to, made where it is missing; not with besideSource. The bridge's own folder, by date and job, when left out. */
            outputFolder?: null | string;
            /** @description Whether the bridge may remove the results by its retention rule once nobody used them for long; for clients that keep a copy. */
            removable?: boolean;
            /** @description Which of the waiting jobs is rendered first: low, normal or high; jobs of one priority take turns. */
            priority?: components["schemas"]["JobPriority"];
        };
        /**
         * @description Where a whole job stands; follows from its items. The numbers are what the store holds.
         * @enum {unknown}
         */
        JobState: "queued" | "running" | "completed" | "failed" | "cancelled";
        /** @description A job as clients see it. */
        JobView: {
            id: string;
            title: null | string;
            /** @description The name of the timeline that has the results once they are there, where the job renders clips of one; else null. */
            timeline: null | string;
            state: components["schemas"]["JobState"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: int64
             * @description Grows with every change, progress included, also over restarts of the bridge; to give back as since.
             */
            version: number;
            counts: components["schemas"]["JobCountsView"];
            /**
             * Format: double
             * @description Share of the whole job that is done, 0 to 1.
             */
            fraction: number;
            /**
             * Format: double
             * @description Estimate of the time left, or null when nothing is known yet or nothing is left.
             */
            secondsLeft: null | number;
            /** @description One line to show, such as "Processing 3/10: interview.mov". */
            message: string;
            /** @description The clips in order; empty in a list of jobs. */
            items: components["schemas"]["ItemView"][];
        };
        /** @description A run of frames of the result that keep their source pixels. */
        KeptRange: {
            /**
             * Format: int64
             * @description First frame, counted from 0.
             */
            start: number;
            /**
             * Format: int64
             * @description First frame after the run.
             */
            end: number;
            /**
             * @description Why: `no_face`, `other_person`, `occluded`, `turned`, `small`, or `no_lip_sync`
             *                 where that was asked for.
             */
            reason: string;
            /**
             * Format: double
             * @description Of an `occluded` run the mean share of the mouth that is covered, 0..1; null where it was not measured.
             */
            share?: null | number;
        };
        /** @description A code for a launch address. */
        LaunchCodeReply: {
            /** @description Stands behind `#code=`; works once, for ten minutes. */
            code: string;
        };
        /** @description How much the bridge takes. */
        LimitsReply: {
            /**
             * Format: int64
             * @description The largest upload.
             */
            maxUploadBytes: number;
            /**
             * Format: int32
             * @description How many clips may wait.
             */
            queueCap: number;
            /**
             * Format: int32
             * @description How many are rendered at a time.
             */
            parallelism: number;
            /**
             * Format: int32
             * @description How many clips a job may have.
             */
            maxItems: number;
        };
        /** @description One line of the log. */
        LogRecord: {
            /**
             * Format: int64
             * @description Its number in this run of the bridge, from 1.
             */
            number: number;
            /**
             * Format: date-time
             * @description When.
             */
            time: string;
            /** @description debug, info, warning or error. */
            level: string;
            /** @description Which part of the program. */
            source: string;
            /**
             * Format: int32
             * @description Which event of that part.
             */
            event: number;
            /** @description What happened. */
            message: string;
            /** @description What was thrown, or null. */
            error: null | string;
        };
        /** @description A stretch of the log. */
        LogReply: {
            /** @description The records, oldest first. */
            records: components["schemas"]["LogRecord"][];
            /**
             * Format: int64
             * @description To give as after for the next ones.
             */
            next: number;
        };
        /** @description The LAN password. */
        LoginRequest: {
            /** @description The password that the bridge was started with. */
            password: string;
            /** @description What the client calls itself, at most 80 characters. */
            client?: null | string;
        };
        /** @description A file that a job may name. */
        MediaReply: {
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its length.
             */
            bytes: number;
        };
        /** @description A file, by path or by upload, and the part of it that is used. */
        MediaRequest: {
            /** @description Absolute path inside a media folder. Either this or uploadId. */
            path?: null | string;
            /** @description The id of an upload. Either this or path. */
            uploadId?: null | string;
            in?: null | components["schemas"]["PointRequest"];
            out?: null | components["schemas"]["PointRequest"];
            /**
             * Format: int32
             * @description The picture stream by its number among the file's pictures, 1 to 64; by the rule when left out.
             */
            stream?: null | number;
        };
        /** @description A folder of another machine and where it is on this one. */
        MediaRootRequest: {
            /** @description The folder as the timeline names it; when left out, files that are missing are looked for in "to" by their names. */
            from?: string;
            /** @description Absolute path of the folder on the bridge's machine, inside a media folder. */
            to: string;
        };
        /** @description A file that is not there. */
        MissingMediaView: {
            /** @description Where the timeline says that it lies. */
            path: string;
            /** @description Whether that is a place of this machine outside the media folders, where nothing is looked for. */
            outside: boolean;
        };
        /**
         * @description What a model of the catalogue is for.
         * @enum {unknown}
         */
        ModelKind: "shipped" | "wav2Lip" | "enhancer";
        /** @description An installed model. */
        ModelReply: {
            /** @description Its name, for a job's model or enhancer. */
            name: string;
            /** @description Which of the two it is. */
            kind: components["schemas"]["ModelKind"];
        };
        /** @enum {unknown} */
        OnnxProvider: "cpu" | "cuda" | "tensorRt" | "directMl" | "coreMl" | null;
        /**
         * @description What a render is written as.
         * @enum {unknown}
         */
        OutputFormat: "h264" | "proRes" | "dnxHr" | "match";
        /** @description A finished file. */
        OutputView: {
            /** @description Where it lies on this machine. */
            path: string;
            /** @description Its name. */
            fileName: string;
            /**
             * Format: int64
             * @description Its length.
             */
            bytes: number;
            /** @description Its hash, lower-case hexadecimal. */
            sha256: string;
        };
        /** @description Six digits for a panel. */
        PairingCodeReply: {
            /** @description The digits. */
            code: string;
            /**
             * Format: date-time
             * @description When they end.
             */
            expires: string;
        };
        /** @description A box in the picture, in shares of its width and height from the upper left corner, 0 to 1. */
        PictureBox: {
            /**
             * Format: double
             * @description Left edge.
             */
            x: number;
            /**
             * Format: double
             * @description Upper edge.
             */
            y: number;
            /**
             * Format: double
             * @description Width.
             */
            width: number;
            /**
             * Format: double
             * @description Height.
             */
            height: number;
        };
        /** @description A part of a file at its place in the clip. Ticks of 1/254016000000 second: at most 18 digits as strings. */
        PieceRequest: {
            /** @description Absolute path inside a media folder. Either this or uploadId. */
            path?: null | string;
            /** @description The id of an upload. Either this or path. */
            uploadId?: null | string;
            /** @description Where the piece begins in its file, ticks. */
            in: string;
            /** @description Where it ends there, exclusive, ticks. */
            out: string;
            /** @description Where it is heard, ticks from the clip's in point. */
            at: string;
        };
        /** @description A point from the file's start: in ticks, or in frames of a given rate. */
        PointRequest: {
            /** @description Ticks of 1/254016000000 second, a whole number of at most 18 digits as a string. */
            ticks?: null | string;
            /**
             * Format: int64
             * @description A frame number from 0, with rate.
             */
            frame?: null | number;
            /** @description Frames a second as a fraction, such as 30000/1001. */
            rate?: null | string;
        };
        /** @description Settings of a render under a name of the user's: of each, a value, or null where the preset says nothing of it. */
        Preset: {
            /** @description string RenderSpec.Engine. */
            engine?: null | string;
            format?: null | components["schemas"]["OutputFormat"];
            /** @description bool RenderSpec.NoAudio. */
            noAudio?: null | boolean;
            /** @description bool RenderSpec.AllowPartial. */
            allowPartial?: null | boolean;
            /** @description bool RenderSpec.StripMetadata. */
            stripMetadata?: null | boolean;
            fit?: null | components["schemas"]["FitPolicy"];
            /**
             * Format: double
             * @description double RenderSpec.Intensity.
             */
            intensity?: null | number;
            /**
             * Format: double
             * @description The milliseconds of LipOffset RenderSpec.Offset.
             */
            offsetMs?: null | number;
            /**
             * Format: int32
             * @description The frames of LipOffset RenderSpec.Offset.
             */
            offsetFrames?: null | number;
            voiceStyle?: null | components["schemas"]["VoiceStyle"];
            /** @description string? Wav2LipOptions.Model. */
            model?: null | string;
            /**
             * Format: int32
             * @description int Wav2LipOptions.WindowOffset.
             */
            windowOffset?: null | number;
            /** @description string? Wav2LipOptions.Enhancer. */
            enhancer?: null | string;
            /**
             * Format: double
             * @description double Wav2LipOptions.EnhancerShare.
             */
            enhancerShare?: null | number;
            provider?: null | components["schemas"]["OnnxProvider"];
        };
        /** @description A preset and what it holds; what it says nothing of is left out. */
        PresetView: {
            name: string;
            settings: components["schemas"]["Preset"];
        };
        /** @description The presets. */
        PresetsReply: {
            presets: components["schemas"]["PresetView"][];
        };
        /** @description A stretch of a result that is rendered to be looked at, before the whole is asked for. */
        PreviewRequest: {
            /** @description The job that would be sent, with the one clip that is looked at. What says where and as what results are written is left aside: a preview is H.264 and lies with the bridge. Sending the same request again gives the same preview. */
            job: components["schemas"]["JobRequest"];
            from?: null | components["schemas"]["PointRequest"];
            to?: null | components["schemas"]["PointRequest"];
        };
        /** @description A preview as clients see it. */
        PreviewView: {
            id: string;
            /** @description A cancelled preview is forgotten, so this is never cancelled. */
            state: components["schemas"]["ItemState"];
            /**
             * Format: int64
             * @description Grows with every change, progress included; to give back as since.
             */
            version: number;
            progress: null | components["schemas"]["ProgressView"];
            stretch: null | components["schemas"]["StretchView"];
            /** @description Where it lies on this machine until it goes, once it is completed. */
            path: null | string;
            error: null | components["schemas"]["ErrorView"];
            /** @description What the editor should know about it, each a sentence. */
            warnings: string[];
            /** @description Runs of its frames that keep their source pixels. */
            keptRanges: components["schemas"]["KeptRange"][];
            mouthBox: null | components["schemas"]["PictureBox"];
        };
        /** @description Which stretch of a result a preview shows. */
        PreviewedFrames: {
            /**
             * Format: int64
             * @description Its first frame, counted from the result's first.
             */
            start: number;
            /**
             * Format: int64
             * @description The first frame after it.
             */
            end: number;
            /**
             * Format: int64
             * @description Frames of the clip in which the face is known: all that the whole render looks at, or the stretch and what lies around it. In the second
             *     case the whole render may choose other mouths of the clip, another range of movement, and another person where there are several.
             */
            lookedAt: number;
            /** @description Whether the whole clip was known, so that the whole render has these frames to the bit. */
            isWhole: boolean;
        };
        /** @description An error as every client reads it, of type `application/problem+json`. Never holds a stack or a path of ours. */
        Problem: {
            /** @description A name for the kind of problem: `urn:heygem:` and the code. */
            type: string;
            /** @description The status in words. */
            title: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description What happened, naming the field or file. */
            detail: string;
            /** @description The code to act on, such as `path.not_allowed`. */
            code: string;
            /** @description What the editor does about it. */
            hint: string;
            /** @description What to look for in the log. */
            requestId: string;
        };
        /** @description How far a render is. */
        ProgressView: {
            stage: components["schemas"]["RenderStage"];
            /** Format: int64 */
            framesDone: number;
            /** Format: int64 */
            framesTotal: number;
            /** Format: double */
            framesPerSecond: number;
            /** Format: double */
            fraction: number;
            /** Format: double */
            secondsLeft: null | number;
        };
        /** @description One person of a clip. */
        ProposedFace: {
            /**
             * Format: int32
             * @description Their number, from 1.
             */
            number: number;
            /** @description Their place as a face choice names it: X,Y in the clip's pixels, where they are seen longest. */
            place: string;
            /**
             * Format: int64
             * @description A frame that shows them well.
             */
            pictureFrame: number;
            /** @description Where their face is in it. */
            pictureBox: components["schemas"]["PictureBox"];
            /** @description When they speak, ascending. */
            turns: components["schemas"]["SpokenTurn"][];
        };
        /** @description What a finished render did: what really ran, what was kept, what was measured. */
        RenderReport: {
            /** @description The engine that drew, such as `mesh`. */
            engine: string;
            /** @description The execution provider that really ran the models, such as `CPU`. */
            provider: string;
            /**
             * Format: int32
             * @description Graphics cards that drew at the same time; 0 where the processor did, and in a report of an older version.
             */
            cards?: number;
            /** @description The providers that were tried before it, and cards beside the first, each with why it did not run the models. */
            providersPassedOver?: string[];
            /** @description Model files used, each `name sha256`. */
            weights: string[];
            /**
             * Format: int64
             * @description Frames written.
             */
            frames: number;
            /**
             * Format: int64
             * @description Frames whose mouth was drawn or already had the wanted shape.
             */
            framesRendered: number;
            /**
             * Format: int64
             * @description Frames that keep their source pixels for want of a usable face.
             */
            framesKept: number;
            /** @description Runs of kept frames in the result. */
            keptRanges: components["schemas"]["KeptRange"][];
            /** @description The clip's shots as the result shows them, and whom; empty in a report of an older version. */
            shots?: components["schemas"]["ReportShot"][];
            /**
             * @description What became of each of several people who speak, in the order in which they were named; empty for one voice. Their shots and
             *     places of faces are in here and not in the report itself.
             */
            speakers?: components["schemas"]["ReportSpeaker"][];
            /** @description The moments that are worth a look, at most five, the worst first; empty in a report of an older version. */
            moments?: components["schemas"]["ReportMoment"][];
            /** @description Frame rate as a fraction, such as `30000/1001`. */
            fps: string;
            /**
             * Format: int32
             * @description Width of the finished file in pixels.
             */
            width: number;
            /**
             * Format: int32
             * @description Height of the finished file in pixels.
             */
            height: number;
            /** @description Pixel format of the finished file, in ffmpeg's words. */
            pixelFormat: string;
            file?: null | components["schemas"]["ResultFacts"];
            videoStream?: null | components["schemas"]["StreamUse"];
            audioStream?: null | components["schemas"]["StreamUse"];
            faceBox?: null | components["schemas"]["PictureBox"];
            mouthBox?: null | components["schemas"]["PictureBox"];
            /**
             * Format: double
             * @description How much later than the clip's first frame the voice begins in the result, milliseconds.
             */
            audioOffsetMs: number;
            /** @description What came from the cache. */
            cache: components["schemas"]["CacheUse"];
            segments?: null | components["schemas"]["SegmentUse"];
            corrected?: null | components["schemas"]["CorrectedFrames"];
            preview?: null | components["schemas"]["PreviewedFrames"];
            /** @description How the cues of spoken captions lie in the clip; empty where the voice is sound. */
            cues?: components["schemas"]["SpokenCue"][];
            /** @description When the words that the voice is known to say are heard; empty where nobody told them. */
            words?: components["schemas"]["ReportWord"][];
            /** @description Names of the files that lie beside the result and belong to it: speech, sound, captions. */
            beside?: string[];
            /** @description Seconds spent in each stage. */
            seconds: components["schemas"]["StageSeconds"];
            /**
             * Format: double
             * @description The process's largest resident memory so far, MiB.
             */
            peakMemoryMB: number;
            /** @description What the editor should know, each a sentence. */
            warnings: string[];
        };
        /**
         * @description What a render is doing.
         * @enum {unknown}
         */
        RenderStage: "probe" | "faces" | "voice" | "draw" | "publish";
        /** @description A stretch of the result that is worth a look before it is used. */
        ReportMoment: {
            /**
             * Format: int64
             * @description First frame, counted from 0.
             */
            start: number;
            /**
             * Format: int64
             * @description First frame after the stretch.
             */
            end: number;
            /**
             * Format: int64
             * @description Its worst frame.
             */
            frame: number;
            /**
             * Format: double
             * @description When that begins, seconds from the result's start.
             */
            seconds: number;
            /**
             * @description Why: `occluded`, `turned`, `small` or `no_face` where the voice speaks and the frame keeps its own mouth;
             *     `partly_covered`, `far_turned` or `blurred` where the mouth is drawn there.
             */
            reason: string;
            /**
             * Format: double
             * @description How likely somebody sees it, 0..1; an order, no probability.
             */
            risk: number;
        };
        /** @description A run of frames of the result that show one shot of the clip. */
        ReportShot: {
            /**
             * Format: int64
             * @description First frame, counted from 0.
             */
            start: number;
            /**
             * Format: int64
             * @description First frame after the run.
             */
            end: number;
            /**
             * Format: int32
             * @description Who is driven, or else the most prominent person: numbers from 1 in the order of appearance; 0 for nobody.
             */
            person: number;
            /**
             * @description What becomes of them: `driven`, `other_person`, `nobody` or, of one of
             *                 several speakers, `other_speaker`: the face that was asked for is not theirs.
             */
            state: string;
            /**
             * Format: double
             * @description How the lips that are asked for go with the voice while it speaks: the correlation of their opening with the one heard, -1..1; null
             *     where too little is spoken, or the engine does not tell. Expected of the plan, not measured on the result.
             */
            syncExpected?: null | number;
            /**
             * Format: double
             * @description Detail of the clip's own mouth, the median of its mean absolute Laplacian, 0..255; null where no face is.
             */
            sharpness?: null | number;
            /**
             * Format: double
             * @description Share of the mouth that something covers, the mean over its frames, 0..1.
             */
            covered?: null | number;
            /**
             * Format: double
             * @description How far the head is turned to a side in nine tenths of its frames, degrees; null where no face is.
             */
            turnedDegrees?: null | number;
        };
        /** @description What became of one of several people who speak in a clip. */
        ReportSpeaker: {
            /** @description Name of the voice's file, of the first where it is in pieces. */
            voice: string;
            /** @description Which face was asked for; null where a picture said whose. */
            face?: null | string;
            /** @description Name of the picture of the person; null where there was none. */
            person?: null | string;
            /** @description The frames in which the voice speaks and the mouth follows it, ascending; the face keeps its own pixels in all others. */
            ranges: components["schemas"]["SpokenRange"][];
            /**
             * Format: int64
             * @description Frames in IReadOnlyList&lt;SpokenRange&gt; ReportSpeaker.Ranges.
             */
            framesSpoken: number;
            /**
             * Format: int64
             * @description Those of them whose mouth was drawn or already had the wanted shape.
             */
            framesRendered: number;
            /** @description Runs of the others: the voice is heard, and the mouth stays the clip's. */
            keptRanges: components["schemas"]["KeptRange"][];
            /** @description The clip's shots as the result shows them; persons are numbered for each speaker by itself. */
            shots: components["schemas"]["ReportShot"][];
            faceBox?: null | components["schemas"]["PictureBox"];
            mouthBox?: null | components["schemas"]["PictureBox"];
        };
        /** @description A word of the voice in the result. */
        ReportWord: {
            /** @description The word with its punctuation. */
            text: string;
            /**
             * Format: double
             * @description Where it begins, seconds from the result's first frame.
             */
            start: number;
            /**
             * Format: double
             * @description Where it ends; the same where it is not heard.
             */
            end: number;
            /** @description How it lies there: `sure`, `unsure` (something is heard that may be another word) or `unheard`. */
            fit: string;
            /**
             * @description Of a sure word: whether its beginning is not, so that a word which the text lacks or has too many before it may move it by more than
             *     60 ms.
             */
            startUnsure?: boolean;
            /** @description The same of its end. */
            endUnsure?: boolean;
        };
        /** @description A finished file as a probe sees it. */
        ResultFacts: {
            /** @description ffmpeg's name of the picture's codec. */
            codec: string;
            /**
             * Format: int32
             * @description Columns.
             */
            width: number;
            /**
             * Format: int32
             * @description Rows.
             */
            height: number;
            /** @description Pixel format, in ffmpeg's words. */
            pixelFormat: string;
            /** @description Frames a second as a fraction. */
            fps: string;
            /** @description The order of fields, in ffprobe's words, or null where the file does not say. */
            fieldOrder?: null | string;
            /** @description Colour tags. */
            colour: components["schemas"]["ColourTags"];
            /** @description Timecode of the first frame, or null. */
            timecode?: null | string;
            /** @description The sounds; empty where there is none. */
            sounds: components["schemas"]["StreamUse"][];
        };
        /** @description How the bridge runs now. */
        RunningReply: {
            /** @description Where results go. */
            outputFolder: string;
            /** @description Where everything of the user's lies but results. */
            dataFolder: string;
            /** @description Where the log lies. */
            logFolder: string;
            /** @description Where installed models lie. */
            modelFolder: string;
            /**
             * Format: int32
             * @description Days after which unused uploads and caches are removed.
             */
            keepDays: number;
            /**
             * Format: int32
             * @description How much of them is kept.
             */
            keepGigabytes: number;
            /** @description The LAN address with its port, or null while other machines are not served. */
            lan: null | string;
            /** @description Where the program lies. */
            programFolder: string;
        };
        /** @description The segments of a result, which are drawn one after the other or several at once, and kept until it is whole. */
        SegmentUse: {
            /**
             * Format: int32
             * @description How many there are; 1 for a short clip.
             */
            count: number;
            /**
             * Format: int32
             * @description How many were kept from a render that was interrupted.
             */
            reused: number;
            /**
             * Format: int32
             * @description How many of this run were drawn by workers of a farm.
             */
            away?: number;
        };
        /** @description What the user chose, and how the bridge runs now. */
        SettingsReply: {
            /** @description The chosen folder for results, or null for the usual one. */
            outputFolder: null | string;
            /** @description The chosen folders for media. */
            mediaFolders: string[];
            /** @description Whether the bridge starts when the user signs in. */
            startAtLogin: boolean;
            /** @description Whether it could: only an installed bridge can. */
            canStartAtLogin: boolean;
            /** @description How it runs now. */
            running: components["schemas"]["RunningReply"];
        };
        /** @description What the user chose. */
        SettingsRequest: {
            /** @description Whether the bridge starts when the user signs in. */
            startAtLogin: boolean;
            /** @description Whole path of an existing folder for results, or null for the usual one. */
            outputFolder?: null | string;
            /** @description Whole paths of existing folders that media may be read from, beside the usual ones. */
            mediaFolders?: null | string[];
        };
        /** @description Whether a result is shown. */
        ShownReply: {
            /** @description False where the bridge's machine has no screen, or the client is on another machine. */
            shown: boolean;
        };
        /** @description A clip that is left as it is. */
        SkippedRow: {
            /** @description What the editor calls it. */
            name: string;
            /** @description Its track. */
            track: string;
            /** @description The timecode where it begins. */
            at: string;
            /** @description Where the timeline says that its file lies, or null. */
            clip: null | string;
            /** @description Why, a word such as offline or no_voice_here. */
            reason: string;
            /** @description The same as a clause. */
            message: string;
        };
        /** @description A whole file, by path or by upload. */
        SoundRequest: {
            /** @description Absolute path inside a media folder. Either this or uploadId. */
            path?: null | string;
            /** @description The id of an upload. Either this or path. */
            uploadId?: null | string;
        };
        /** @description The clip that an item renders. */
        SourceView: {
            /** @description Its name. */
            fileName: string;
            /**
             * Format: double
             * @description Where in it the render begins.
             */
            startSeconds: number;
        };
        /** @description Who seems to speak when in a clip, by its own sound and the mouths in its picture. Frames count from the clip's in point. */
        SpeakerProposal: {
            /**
             * Format: int64
             * @description The first frame of the clip that was looked at: frame 0 of all that is said here.
             */
            first: number;
            /**
             * Format: int64
             * @description Frames that were looked at.
             */
            frames: number;
            /** @description Frames a second as a fraction, such as 30000/1001. */
            fps: string;
            /**
             * Format: int32
             * @description Width of the clip's picture, pixels.
             */
            width: number;
            /**
             * Format: int32
             * @description Height of the clip's picture, pixels.
             */
            height: number;
            /** @description The people who are seen, in the order of their first appearance; who never speaks has no turns. */
            faces: components["schemas"]["ProposedFace"][];
            /** @description Where somebody is heard whose mouth is not seen, or where no mouth goes with the sound; ascending. */
            unseen: components["schemas"]["SpokenRange"][];
            /**
             * Format: double
             * @description How much later the mouths are seen than their sound is heard, milliseconds; negative where the picture is early.
             */
            lateMs: number;
            /** @description Whether a place in the picture tells the people apart all through; where it does not, as after a cut, a picture of each does. */
            isOneShot: boolean;
        };
        /** @description A speaker and the voice. */
        SpeakerRequest: {
            /** @description The name as the captions have it, in any case. */
            speaker: string;
            /** @description Who speaks for them. */
            voice: string;
        };
        /** @description A clip in which is looked for who speaks when. */
        SpeakerSearchRequest: {
            /** @description The clip, with its own sound, and the range that is looked at. Asking for the same again gives the same search. */
            clip: components["schemas"]["MediaRequest"];
        };
        /** @description A search for who speaks when, as clients see it. */
        SpeakerSearchView: {
            id: string;
            /** @description A cancelled search is forgotten, so this is never cancelled. */
            state: components["schemas"]["ItemState"];
            /**
             * Format: int64
             * @description Grows with every change, progress included; to give back as since.
             */
            version: number;
            progress: null | components["schemas"]["ProgressView"];
            proposal: null | components["schemas"]["SpeakerProposal"];
            error: null | components["schemas"]["ErrorView"];
        };
        /** @description A text to speak. */
        SpeechRequest: {
            /** @description The text, at most 2000 characters. */
            text: string;
            /** @description Its language, such as de or pt-BR. */
            language: string;
            /** @description Who speaks, by the id that voices lists, or +f2 for a variation; the language's own voice when left out. */
            voice?: null | string;
            /**
             * Format: double
             * @description How long its cue is; the voice's own pace when left out.
             */
            seconds?: null | number;
        };
        /** @description A cue of spoken captions as it is heard. */
        SpokenCue: {
            /**
             * Format: int32
             * @description Its number among the cues, from 1.
             */
            number: number;
            /**
             * Format: double
             * @description Where its speech begins, seconds from the clip's first frame.
             */
            start: number;
            /**
             * Format: double
             * @description Where it ends.
             */
            end: number;
            /**
             * Format: double
             * @description The pace that it is spoken at; 1 is the voice's own.
             */
            speed: number;
            /** @description How it lies in its place: `fits`, `runsOver`, `cut`, `unspoken` or `afterClip`. */
            outcome: string;
            /** @description The text. */
            text: string;
            /** @description Who says it where the captions tell. */
            speaker?: null | string;
            /** @description What would make it fit, a sentence; null where it fits. */
            advice?: null | string;
        };
        /** @description A run of frames of the result in which somebody speaks. */
        SpokenRange: {
            /**
             * Format: int64
             * @description First frame, counted from 0.
             */
            start: number;
            /**
             * Format: int64
             * @description First frame after the run.
             */
            end: number;
        };
        /** @description A stretch in which one person speaks. */
        SpokenTurn: {
            /**
             * Format: int64
             * @description First frame.
             */
            start: number;
            /**
             * Format: int64
             * @description First frame after it.
             */
            end: number;
            /**
             * Format: double
             * @description How likely it is that it is this person and nobody else, 0..1.
             */
            confidence: number;
            /** @description Whether the turn is taken for granted. */
            isSure?: boolean;
        };
        /** @description One of several voices in a clip, and whose it is. */
        SpokenVoiceRequest: {
            /** @description The voice: a whole file, heard from the clip's in point on, or pieces on the clip's own time; without in, out, stream, channel and captions. */
            audio: components["schemas"]["VoiceRequest"];
            /** @description Which face speaks it: left, right, largest, or X,Y in the clip's pixels; auto, for all voices, for whoever speaks then in the clip's own sound. Either this or person. */
            face?: null | string;
            person?: null | components["schemas"]["SoundRequest"];
            /** @description Where of a whole file the voice is heard and the mouth driven, in order, none over another; all through when left out. */
            ranges?: null | components["schemas"]["VoiceSpanRequest"][];
        };
        /** @description Seconds spent in each stage; stages overlap, so they may add up to more than the total. */
        StageSeconds: {
            /**
             * Format: double
             * @description Waiting for decoded frames, both passes.
             */
            decode: number;
            /**
             * Format: double
             * @description Following the face.
             */
            faces: number;
            /**
             * Format: double
             * @description Listening to the voice.
             */
            voice: number;
            /**
             * Format: double
             * @description Planning the mouth.
             */
            mouth: number;
            /**
             * Format: double
             * @description Drawing, summed over threads.
             */
            composite: number;
            /**
             * Format: double
             * @description Waiting for the encoder.
             */
            encode: number;
            /**
             * Format: double
             * @description From start to published result.
             */
            total: number;
        };
        /** @description Heard. */
        StopReply: {
            /** @description True. */
            stopping: boolean;
        };
        /** @description A stream that is used, among those of its kind in its file. */
        StreamUse: {
            /**
             * Format: int32
             * @description Its number among them, from 1.
             */
            number: number;
            /**
             * Format: int32
             * @description How many there are.
             */
            of: number;
            /** @description ffmpeg's name of its codec. */
            codec: string;
            /** @description The language that the file gives it, such as `eng`, or null. */
            language?: null | string;
            /**
             * Format: int32
             * @description Of a sound: its channels; 0 of a picture.
             */
            channels?: number;
            /**
             * Format: int32
             * @description Of a sound: the one channel that the mouth follows, from 1; null where all are mixed by the rule.
             */
            channel?: null | number;
            /** @description Of a sound: whether it was chosen because somebody speaks in it. */
            bySpeech?: boolean;
        };
        /** @description A stretch of a result. */
        StretchView: {
            /**
             * Format: int64
             * @description Its first frame, counted from the result's first.
             */
            start: number;
            /**
             * Format: int64
             * @description The first frame after it.
             */
            end: number;
            /** @description Frames a second as a fraction, such as 30000/1001. */
            fps: string;
            /** @description Whether the whole clip was known, so that the render has these frames to the bit. */
            isWhole: boolean;
        };
        /** @description A ticket. */
        TicketReply: {
            /** @description To send as the query parameter `ticket`. */
            ticket: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires: string;
        };
        /** @description The address that a ticket is for. */
        TicketRequest: {
            /** @description The path without query, such as `/api/v1/items/.../video`. */
            path: string;
        };
        /** @description A clip that can be rendered. */
        TimelineClipView: {
            /** @description What --dry-run says of it. */
            row: components["schemas"]["ChosenRow"];
            /** @description Address of a small JPEG of its first frame. */
            picture: string;
        };
        /** @description A job that renders clips of a timeline, one item a clip. */
        TimelineRenderRequest: {
            /** @description The client's own name for this request, 8 to 128 characters. Sending the same request again gives the same job. */
            idempotencyKey: string;
            /** @description The timeline, as it was read. */
            timeline: components["schemas"]["TimelineRequest"];
            /** @description The hash that the reading answered; a file that has changed since is refused. */
            sha256?: null | string;
            /** @description The ids of the clips to render, 1 to 1000; all that can be rendered when left out. */
            chosen?: null | string[];
            /** @description What the editor calls the job, at most 200 characters; the timeline's name when left out. */
            title?: null | string;
            /** @description The name of a preset, whose settings stand in for those that are left out here. What it says of length and sound is left aside: renders of a timeline are as long as their clips and have no sound. */
            preset?: null | string;
            /** @description The engine that draws the mouth: one of the words that capabilities lists; auto when left out. */
            engine?: null | string;
            format?: null | components["schemas"]["OutputFormat"];
            /**
             * Format: double
             * @description Strength of the mouth's movement, 0 to 1.5; 1, as measured, when left out.
             */
            intensity?: null | number;
            /**
             * Format: double
             * @description How much later (positive) or earlier the lips move, milliseconds, -1000 to 1000.
             */
            offsetMs?: null | number;
            voiceStyle?: null | components["schemas"]["VoiceStyle"];
            /** @description Absolute folder inside a media folder that results go to; the bridge's own folder, by date and job, when left out. */
            outputFolder?: null | string;
        };
        /** @description What a timeline holds and what of it would be rendered. */
        TimelineReply: {
            /** @description The sequence's name. */
            name: string;
            /** @description The file's name. */
            fileName: string;
            /** @description The file's hash, to give back when clips of it are rendered. */
            sha256: string;
            /** @description Frames a second of the sequence as a fraction. */
            rate: string;
            /** @description The timecode of its first frame. */
            start: string;
            /** @description Whether the sequence has in and out points, which selected means. */
            hasInOut: boolean;
            /** @description The tracks, pictures first. */
            tracks: components["schemas"]["TrackView"][];
            /** @description Every label and marker of its clips. */
            marks: string[];
            /** @description What a person should know of the file, each a sentence. */
            notes: string[];
            /** @description The clips that can be rendered. */
            clips: components["schemas"]["TimelineClipView"][];
            /** @description The others that were asked for, each with its reason. */
            skipped: components["schemas"]["SkippedRow"][];
            /** @description Files that chosen clips and their voices need and that are not in a media folder of this machine. */
            missing: components["schemas"]["MissingMediaView"][];
        };
        /** @description A timeline file, and what of it is asked for. */
        TimelineRequest: {
            /** @description Absolute path of the timeline file inside a media folder. Either this or uploadId. */
            path?: null | string;
            /** @description The id of an upload. Either this or path. */
            uploadId?: null | string;
            /** @description Frames a second of an edit decision list (EDL), such as 25, 29.97 or 30000/1001; other formats tell their own. */
            rate?: null | string;
            /** @description Folders of the timeline's machine and where they are on this one, at most 100. */
            mediaRoots?: null | components["schemas"]["MediaRootRequest"][];
            /** @description Which clips: V1, V2, ...; selected (between the sequence's in and out points); marked or marked:COLOUR. */
            clips?: string;
            /** @description The audio track that holds the voice, such as A2; what sounds longest under each clip when left out. */
            voiceTrack?: null | string;
            voice?: null | components["schemas"]["SoundRequest"];
            /**
             * Format: int32
             * @description Extra frames on each side, 0 to 250.
             */
            handles?: number;
        };
        /** @description A token. */
        TokenReply: {
            /** @description To send as `Authorization: Bearer`; valid for 90 days. */
            token: string;
        };
        /** @description A track of a timeline. */
        TrackView: {
            /** @description V1, A2, ... */
            label: string;
            /** @description Its name, empty where it has none. */
            name: string;
            /**
             * Format: int32
             * @description How many clips it has.
             */
            clips: number;
        };
        /** @description A finished upload. */
        UploadReply: {
            /** @description To name it in a job. */
            uploadId: string;
            /** @description The name it was kept under. */
            name: string;
            /**
             * Format: int64
             * @description Its length.
             */
            bytes: number;
        };
        /** @description A voice: a file and the part of it that is used, or the pieces that it was cut into. */
        VoiceRequest: {
            /** @description Absolute path inside a media folder. Either this, uploadId or pieces. */
            path?: null | string;
            /** @description The id of an upload. Either this, path or pieces. */
            uploadId?: null | string;
            in?: null | components["schemas"]["PointRequest"];
            out?: null | components["schemas"]["PointRequest"];
            /**
             * Format: int32
             * @description The sound stream by its number among the file's sounds, 1 to 64, in every file; by the rule when left out.
             */
            stream?: null | number;
            /**
             * Format: int32
             * @description The one channel of it that is heard, 1 to 64; all of them by the rule when left out.
             */
            channel?: null | number;
            /** @description 1 to 1000 pieces in order, none over another, all within the clip; silence where none is. The result is then as long as the clip. Only with fit cut. */
            pieces?: null | components["schemas"]["PieceRequest"][];
            captions?: null | components["schemas"]["CaptionsRequest"];
            words?: null | components["schemas"]["WordsRequest"];
        };
        /** @description A stretch of a clip, counted from its in point. */
        VoiceSpanRequest: {
            /** @description Where it begins. */
            from: components["schemas"]["PointRequest"];
            /** @description Where it ends, exclusive. */
            to: components["schemas"]["PointRequest"];
        };
        /** @enum {unknown} */
        VoiceStyle: "natural" | "clear" | null;
        /** @description A voice. */
        VoiceView: {
            /** @description What requests name it by. */
            id: string;
            /** @description What people call it. */
            label: string;
            /** @description The languages it speaks, the best first. */
            languages: string[];
        };
        /** @description Who can speak. */
        VoicesReply: {
            voices: components["schemas"]["VoiceView"][];
        };
        /**
         * @description What known words may do to the mouth. Experimental: only WordsMouth.Off has been shown to do no harm.
         * @enum {unknown}
         */
        WordsMouth: "off" | "closures" | "half";
        /** @description What a voice is known to say. */
        WordsRequest: {
            /** @description The words, at most 100000 characters. Either this, path or uploadId. */
            text?: null | string;
            /** @description Absolute path inside a media folder of captions (.srt, .vtt) or a text (.txt); only the words count, not the times. */
            path?: null | string;
            /** @description The id of an upload of such a file. */
            uploadId?: null | string;
            /** @description Their language, a tag such as de or pt-BR. */
            language: string;
            /** @description Experimental: what they may do to the mouth. off: nothing; closures: the lips close where a sure word has p, b or m; half: the mean of what is heard and of what the words ask for. Where fewer than half of them are heard it is off, with a warning. */
            mouth?: components["schemas"]["WordsMouth"];
        };
        /** @description What a worker is at. */
        WorkView: {
            /** @description The result's name. */
            clip: string;
            /**
             * Format: int32
             * @description The segment, from 0.
             */
            segment: number;
            /**
             * Format: int64
             * @description Frames of it that are drawn.
             */
            frames: number;
        };
        /**
         * @description How a worker stands.
         * @enum {unknown}
         */
        WorkerState: "working" | "resting" | "setAside" | "silent";
        /** @description A worker. */
        WorkerView: {
            /** @description Its name, by which it is taken out of work. */
            name: string;
            /** @description The name of its key. */
            key: string;
            /** @description How it stands. */
            state: components["schemas"]["WorkerState"];
            /** @description Why it rests, or what went wrong last; or null. */
            reason: null | string;
            /** @description The program's version. */
            version: string;
            /**
             * Format: int32
             * @description How many segments it draws at a time.
             */
            slots: number;
            /** @description What it is at. */
            doing: components["schemas"]["WorkView"][];
            /**
             * Format: int32
             * @description Segments it brought.
             */
            segments: number;
            /**
             * Format: int32
             * @description Segments it could not draw, or drew wrongly.
             */
            failures: number;
            /**
             * Format: double
             * @description Frames it drew a second, of late.
             */
            framesPerSecond: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthReply"];
                };
            };
        };
    };
    openSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pair: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    newPairingCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingCodeReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    newLaunchCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchCodeReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    newTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCapabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CapabilitiesReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLog: {
        parameters: {
            query?: {
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upload: {
        parameters: {
            query?: {
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followJob: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JobEvent"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getResults: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMedia: {
        parameters: {
            query: {
                path: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVoices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoicesReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    speak: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpeechRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCaptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaptionsReadRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaptionsReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPresets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetsReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preset"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMediaThumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                seconds: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimelineRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renderTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimelineRenderRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFarm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FarmView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteWorker: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restWorker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeWorker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description Only jobs in this state: queued, running, completed, failed or cancelled. */
                state?: string;
                /** @description From the page before. */
                cursor?: string;
                /** @description At most so many, 1 to 200. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: {
                /** @description How long to wait for a change, milliseconds, 0 to 30000. */
                waitMs?: number;
                /** @description The version the client has; the answer comes when there is a later one. */
                since?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteJob: {
        parameters: {
            query?: {
                results?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: {
                /** @description Whether the cancelled clips are rendered, too. */
                cancelled?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    moveJobToFront: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVideo: {
        parameters: {
            query?: {
                download?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                    "video/quicktime": string;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                    "video/quicktime": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                    "video/quicktime": string;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                    "video/quicktime": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getThumbnail: {
        parameters: {
            query?: {
                /** @description A frame of the result, counted from 0. */
                frame?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenderReport"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrigin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOriginView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPreview: {
        parameters: {
            query?: {
                /** @description How long to wait for a change, milliseconds, 0 to 30000. */
                waitMs?: number;
                /** @description The version the client has; the answer comes when there is a later one. */
                since?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPreviewVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPreviewSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findSpeakers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpeakerSearchRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpeakerSearchView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpeakerSearchView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSpeakers: {
        parameters: {
            query?: {
                /** @description How long to wait for a change, milliseconds, 0 to 30000. */
                waitMs?: number;
                /** @description The version the client has; the answer comes when there is a later one. */
                since?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpeakerSearchView"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelSpeakers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSpeakerPicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keepSpeakerPicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReply"];
                };
            };
            /** @description An error; code says which. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
