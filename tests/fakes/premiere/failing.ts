/** Which call of a host goes wrong, and what was called so far. */
export class Fault {
  /** Names of the calls that were made, in order. */
  readonly calls: string[] = [];

  /** The call with this number, counted from 0, throws; -1 lets all pass. */
  constructor(readonly at: number) {}

  /** What a call that goes wrong gives back instead of throwing; null lets it throw. */
  answer(_error: Error): unknown {
    return null;
  }

  /** Notes a call and throws where it is the one that goes wrong. */
  pass(name: string): void {
    this.calls.push(name);
    if (this.calls.length - 1 === this.at) throw new Error(`planted: ${name}`);
  }
}

/**
 * The same module, whose calls, and the calls of everything it hands out, can be made to fail one at a time. What it hands out is wrapped,
 * and unwrapped again where it comes back as an argument, so that the host within sees its own objects.
 */
export function failing<T extends object>(module: T, fault: Fault): T {
  const wrapped = new WeakMap<object, object>();
  const inner = new WeakMap<object, object>();
  const unwrap = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(unwrap);
    const own = inner.get(value);
    if (own || Object.getPrototypeOf(value) !== Object.prototype) return own ?? value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unwrap(part)]));
  };
  const wrap = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => wrap(one, name));
    if (value instanceof Promise) return value.then((settled: unknown) => wrap(settled, name));
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
    if (typeof value === "function" && isClass(value)) return wrapObject(value, value.name);
    return typeof value === "object" ? wrapObject(value, className(value) || name) : value;
  };
  const wrapObject = (target: object, name: string): object => {
    const known = wrapped.get(target);
    if (known) return known;
    const proxy = new Proxy(target, {
      get: (from, key) => {
        const value: unknown = Reflect.get(from, key, from);
        if (key === "prototype" || typeof key === "symbol" || key === "constructor" || key === "toString") return value;
        if (typeof value !== "function" || isClass(value)) return wrap(value, `${name}.${key}`);
        return (...args: unknown[]): unknown => {
          try {
            fault.pass(`${name}.${key}`);
          } catch (thrown) {
            const answer = fault.answer(thrown as Error);
            if (answer === null) throw thrown;
            return answer;
          }
          const given = args.map((one) => (typeof one === "function" ? wrapCallback(one as (...values: unknown[]) => unknown, `${name}.${key}`) : unwrap(one)));
          return wrap(value.apply(from, given), `${name}.${key}`);
        };
      },
    });
    wrapped.set(target, proxy);
    inner.set(proxy, target);
    return proxy;
  };
  /** What the host hands to a callback of the panel's is the host's too. Listeners keep their identity, so that they can be taken off. */
  const wrapCallback = (callback: (...values: unknown[]) => unknown, name: string): unknown => {
    if (name.includes("EventManager.")) return callback;
    return (...values: unknown[]): unknown => callback(...values.map((one) => wrap(one, `${name}()`)));
  };
  return wrapObject(module, "premierepro") as T;
}

function isClass(value: unknown): boolean {
  return typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
}

function className(value: object): string {
  const name = (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)?.constructor?.name ?? "";
  return name === "Object" ? "" : name;
}

/** For hosts whose calls are promises: the call rejects, or answers with nothing as Resolve's do. */
export class PromiseFault extends Fault {
  constructor(
    at: number,
    private readonly how: "rejects" | "answers nothing",
    private readonly named: string | null = null,
  ) {
    super(at);
  }

  override pass(name: string): void {
    super.pass(name);
    if (name === this.named) throw new Error(`planted: ${name}`);
  }

  override answer(error: Error): unknown {
    return this.how === "rejects" ? Promise.reject(error) : Promise.resolve(undefined);
  }
}

/** Every call of one name throws, all others pass. */
export class NamedFault extends Fault {
  constructor(private readonly name: string) {
    super(-1);
  }

  override pass(name: string): void {
    super.pass(name);
    if (name === this.name) throw new Error(`planted: ${name}`);
  }
}
