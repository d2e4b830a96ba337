import { passedHeaders } from '../gateway/passed-headers.ts';

/** Of the connection rather than of the request: a service needs them to read it at all. */
const framing = ['connection', 'content-length', 'expect', 'host', 'transfer-encoding'];

/** What a client says about who it is does not pass; a request id and a trace only when well-formed. */
export const tidyRequest = `-- Only these headers reach a service: others are for us to set.
local passed = {
  ${[...passedHeaders, ...framing, 'traceparent', 'x-request-id']
    .map((name) => `["${name}"] = true,`)
    .join('\n  ')}
}
for name in pairs(kong.request.get_headers(1000)) do
  if not passed[name:lower()] then kong.service.request.clear_header(name) end
end

local id = kong.request.get_header("x-request-id")
if id and (#id < 8 or #id > 64 or not id:match("^[%w_.-]+$")) then
  kong.service.request.clear_header("x-request-id")
end

local parent = kong.request.get_header("traceparent") or ""
local version, trace, span = parent:match("^(%x%x)%-(%x+)%-(%x+)%-%x%x$")
local well_formed = version and version ~= "ff" and parent == parent:lower()
  and #trace == 32 and trace:find("[^0]") and #span == 16 and span:find("[^0]")
if not well_formed then
  local random = ngx.var.request_id
  local begun = "00-" .. random .. "-" .. random:sub(1, 16) .. "-01"
  kong.service.request.set_header("traceparent", begun)
  kong.service.request.clear_header("tracestate")
end
`;

/** Hides what is meant for services, and marks what Kong answers itself. */
export const tidyResponse = `for name in pairs(kong.response.get_headers(1000)) do
  local lower = name:lower()
  if lower:match("^x%-internal%-") or lower:match("^x%-user%-") then
    kong.response.clear_header(name)
  end
end

local status = kong.response.get_status()
if kong.response.get_source() == "service" or status < 400 then return end
kong.ctx.plugin.problem = status
kong.response.set_header("Content-Type", "application/problem+json")
kong.response.set_header("Cache-Control", "no-store")
kong.response.clear_header("Content-Length")
if status >= 502 then kong.response.set_header("Retry-After", "1") end
`;

/** Problem details (RFC 9457) in place of the messages of Kong. */
export const problemDocument = `local status = kong.ctx.plugin.problem
if not status or not kong.response.get_raw_body() then return end
local problems = {
  [401] = { "unauthorized", "Send a valid access token: Authorization: Bearer <token>." },
  [404] = { "not-found", "Nothing is served at this path." },
  [413] = { "content-too-large", "The body is larger than 64 KiB." },
  [417] = { "content-too-large", "The body is larger than 64 KiB." },
  [429] = { "too-many-requests", "Too many requests in this minute." },
  [502] = { "bad-gateway", "No instance could answer. Try again in a moment." },
  [503] = { "unavailable", "Try again in a moment." },
  [504] = { "gateway-timeout", "No instance answered in time." },
}
local about = problems[status]
  or (status < 500 and { "bad-request", "The request cannot be served." })
  or { "internal", "Something went wrong on our side." }
local id = kong.response.get_header("X-Request-Id") or ngx.var.request_id
kong.response.set_raw_body(require("cjson.safe").encode({
  type = "urn:problem:" .. about[1],
  title = about[1]:sub(1, 1):upper() .. about[1]:sub(2):gsub("-", " "),
  status = status,
  detail = about[2],
  instance = "urn:request:" .. id,
}))
`;

/**
 * What the \`jwt\` plugin does not look at: the issuer in the claims, audience, type and user. Then it
 * tells the service who the user is.
 *
 * @param party issuer and audience of our tokens
 */
export const verifyClaims = (
  party: string,
) => `local token = kong.ctx.shared.authenticated_jwt_token
-- Of a preflight, which browsers send without one.
if not token then return end

local json = require("cjson.safe")
local function decode(part)
  local padded = part:gsub("-", "+"):gsub("_", "/") .. ("="):rep(-#part % 4)
  return json.decode(ngx.decode_base64(padded) or "") or {}
end
local encoded_header, encoded_claims = token:match("^([^.]+)%.([^.]+)%.")
local header, claims = decode(encoded_header), decode(encoded_claims)

local function has_audience(audience)
  if type(audience) ~= "table" then return audience == "${party}" end
  for _, one in ipairs(audience) do
    if one == "${party}" then return true end
  end
  return false
end

local kind = tostring(header.typ):lower()
local user = tostring(claims.sub)
local uuid = "^" .. ("%x"):rep(8) .. ("%-%x%x%x%x"):rep(3) .. "%-" .. ("%x"):rep(12) .. "$"
local ours = (kind == "at+jwt" or kind == "application/at+jwt") and not header.crit
  and claims.iss == "${party}" and has_audience(claims.aud) and user:match(uuid)
  and type(claims.iat) == "number"
if not ours then
  return kong.response.exit(401, nil, { ["WWW-Authenticate"] = 'Bearer error="invalid_token"' })
end

local known, roles = { customer = true, admin = true }, {}
for _, role in ipairs(type(claims.roles) == "table" and claims.roles or {}) do
  if known[role] then roles[#roles + 1] = role end
end
kong.service.request.set_header("X-User-Id", user)
kong.service.request.set_header("X-User-Roles", table.concat(roles, ","))
`;
