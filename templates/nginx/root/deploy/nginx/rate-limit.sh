#!/bin/sh
# Writes the rate limit, which the template cannot hold: NGINX refuses a rate of 0, which here means none.
set -eu

[ "$RATE_LIMIT_PER_MINUTE" != 0 ] || exit 0

cat >/etc/nginx/conf.d/rate-limit.conf <<CONFIG
limit_req_zone \$binary_remote_addr zone=clients:10m rate=${RATE_LIMIT_PER_MINUTE}r/m;
limit_req zone=clients burst=${RATE_LIMIT_PER_MINUTE} nodelay;
limit_req_status 429;
limit_req_log_level info;
CONFIG
