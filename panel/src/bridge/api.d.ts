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
        /** Queues the failed clips of a job again; the others stay. */
        post: operations["retryJob"];
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
        /** A small JPEG of the result, or of the source while there is none. */
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
        /** @description Why a clip failed. */
        ErrorView: {
            /** @description The code to act on, such as `face.not_found`. */
            code: string;
            /** @description What happened. */
            message: string;
            /** @description What the editor does about it. */
            hint: string;
        };
        /**
         * @description What happens where the voice and the clip differ in length.
         * @enum {unknown}
         */
        FitPolicy: "cut" | "loop" | "pingPong" | "hold";
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
            /** @description The sound that drives the mouth: one stretch of a file, or pieces on the clip's own time. */
            audio: components["schemas"]["VoiceRequest"];
            finalAudio?: null | components["schemas"]["SoundRequest"];
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
            /** @description The engine that drew a completed clip, such as mesh. */
            engine: null | string;
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
        /** @description A job to render: settings for all clips, and the clips. */
        JobRequest: {
            /** @description The client's own name for this request, 8 to 128 characters. Sending the same request again gives the same job. */
            idempotencyKey: string;
            /** @description 1 to 1000 clips, rendered in this order. */
            items: components["schemas"]["ItemRequest"][];
            /** @description What the editor calls the job, at most 200 characters. */
            title?: null | string;
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
            /** @description Why: `no_face`, `occluded`, `turned` or `small`. */
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
        /** @description What a finished render did: what really ran, what was kept, what was measured. */
        RenderReport: {
            /** @description The engine that drew, such as `mesh`. */
            engine: string;
            /** @description The execution provider that really ran the models, such as `CPU`. */
            provider: string;
            /** @description The providers that were tried before it, each with why it did not run the models. */
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
             * @description Of a sound: the one channel that is heard, from 1; null where all are mixed by the rule.
             */
            channel?: null | number;
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
        /** @description A token. */
        TokenReply: {
            /** @description To send as `Authorization: Bearer`; valid for 90 days. */
            token: string;
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
        };
        /**
         * @description How strongly the mouth articulates.
         * @enum {unknown}
         */
        VoiceStyle: "natural" | "clear";
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
}
