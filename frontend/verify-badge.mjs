// Checks a badge with libraries of others, for the tests: the badge and what its addresses give come in as JSON.
import { readFileSync } from "node:fs";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { contexts } from "./contexts.mjs";

const { credential, documents, revoked } = JSON.parse(readFileSync(0, "utf8"));
const result = await vc.verifyCredential({
  credential,
  suite: new DataIntegrityProof({ cryptosuite }),
  checkStatus: async ({ credential: { id } }) => ({ verified: !revoked.includes(id) }),
  documentLoader: async (url) => {
    const document = documents[url] ?? contexts[url];
    if (!document) throw new Error(`Nothing is known at ${url}`);
    return { contextUrl: null, documentUrl: url, document };
  },
});
const errors = [result.error?.message, ...(result.error?.errors ?? []).map((error) => error?.message)];
console.log(JSON.stringify({ verified: result.verified, errors: errors.filter(Boolean) }));
