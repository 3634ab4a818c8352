import { Fault } from "../premiere/failing";

/** Members of the host's classes that a script may read; a name that is on no list is a mistake of the script, which After Effects would answer with `undefined`. */
export class Strict {
  private readonly shown = new WeakMap<object, object>();
  private readonly inner = new WeakMap<object, object>();

  constructor(private readonly fault: Fault) {}

  /** The object as a script sees it. What is dead, unknown or read-only throws; each read, write and call may be made to fail. */
  show<T>(value: T): T {
    if (Array.isArray(value)) return value.map((one: unknown) => this.show(one)) as T;
    if (typeof value !== "object" || value === null) return value;
    const known = this.shown.get(value);
    if (known) return known as T;
    const name = value.constructor.name;
    const proxy = new Proxy(value as object, {
      get: (target, key) => {
        if (typeof key === "symbol" || key === "constructor") return Reflect.get(target, key);
        this.alive(target);
        if (!(key in target)) throw new Error(`${name} has no "${key}"`);
        const found: unknown = Reflect.get(target, key);
        if (typeof found !== "function") {
          this.fault.pass(`${name}.${key}`);
          return this.show(found);
        }
        return (...args: unknown[]): unknown => {
          this.fault.pass(`${name}.${key}()`);
          this.alive(target);
          return this.show((found as (...given: unknown[]) => unknown).apply(target, args.map((one) => this.given(one))));
        };
      },
      set: (target, key, given) => {
        const field = String(key);
        this.alive(target);
        if (!(field in target)) throw new Error(`${name} has no "${field}"`);
        this.fault.pass(`${name}.${field}=`);
        if (!Reflect.set(target, field, this.given(given), target)) throw new Error(`"${field}" is read-only`);
        return true;
      },
    });
    this.shown.set(value, proxy);
    this.inner.set(proxy, value);
    return proxy as T;
  }

  /** What a script hands back is the object within. */
  given(value: unknown): unknown {
    return typeof value === "object" && value !== null ? (this.inner.get(value) ?? value) : value;
  }

  private alive(target: object): void {
    if ("dead" in target && target.dead === true) throw new Error("Object is invalid");
  }
}
