import type { Host } from "./premierepro-items";
import type { FakeEffect, FakeItem } from "./project";
import type { FakeAction } from "./transaction";

/** The effects of an item, the fixed ones first. Dies with the item. */
export function componentChain(host: Host, live: () => FakeItem) {
  return {
    getComponentCount: () => live().effects.length,
    getComponentAtIndex: (index: number) => {
      const effect = live().effects[index];
      if (!effect) throw new Error("Invalid parameter: component index");
      return component(host, effect);
    },
    createAppendComponentAction: (made: { readonly effect?: FakeEffect }): FakeAction => {
      const item = live();
      const { effect } = made;
      if (!effect) throw new Error("Invalid parameter");
      return host.transactions.action(() => void item.effects.push({ ...effect, values: [...effect.values] }));
    },
  };
}

function component(host: Host, effect: FakeEffect) {
  return {
    getMatchName: async () => effect.matchName,
    getDisplayName: async () => effect.displayName,
    getParamCount: () => effect.values.length,
    getParam: (index: number) => ({
      isTimeVarying: () => effect.moving?.includes(index) ?? false,
      getStartValue: async () => ({ value: { value: effect.values[index] } }),
      createKeyframe: (value: number | string | boolean) => ({ value: { value } }),
      createSetValueAction: (keyframe: { readonly value: { readonly value: number | string | boolean } }): FakeAction =>
        host.transactions.action(() => {
          effect.values[index] = keyframe.value.value;
        }),
    }),
  };
}
