{{- define "waddleperf.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{/* Of one part: dict "root" $ "part" "scheduler". Those of a selector never change. */}}
{{- define "waddleperf.selector" -}}
app.kubernetes.io/name: waddleperf
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "waddleperf.labels" -}}
{{ include "waddleperf.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "waddleperf.metadata" -}}
name: {{ include "waddleperf.fullname" .root }}-{{ .part }}
labels:
  {{- include "waddleperf.labels" . | nindent 2 }}
{{- end }}

{{- define "waddleperf.image" -}}
image: {{ printf "%s/%s:%s" .root.Values.image.registry .part (.root.Values.image.tag | default .root.Chart.AppVersion) }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- end }}

{{/* Of every pod: the user of the images, no token of the cluster. */}}
{{- define "waddleperf.pod" -}}
serviceAccountName: default
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "waddleperf.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "waddleperf.locked" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{/* Where the pods of a part go: dict "root" "part" "values". Not two on one node where there are others. */}}
{{- define "waddleperf.placement" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "waddleperf.selector" . | nindent 8 }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "waddleperf.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: {name: {{ .secret }}, key: {{ .key }}}
{{- end }}

{{/* A value as text. Helm has numbers as floats, and would write a million as 1e+06. */}}
{{- define "waddleperf.text" -}}
{{- if and (kindIs "float64" .) (eq (toString (floor .)) (toString .)) }}{{ int64 . }}{{ else }}{{ . }}{{ end }}
{{- end }}

{{- define "waddleperf.extraEnv" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ include "waddleperf.text" $value | quote }}
{{- end }}
{{- end }}

{{/* All keys of a Secret, as settings: of a part's values. */}}
{{- define "waddleperf.envFrom" -}}
{{- with .envFromSecret }}
envFrom:
  - secretRef: {name: {{ . }}}
{{- end }}
{{- end }}

{{/* Dict "root" and, optional, "credentials" of an account of one part's own. */}}
{{- define "waddleperf.kafkaEnv" -}}
{{- $kafka := .root.Values.kafka }}
{{- $credentials := $kafka.credentials }}
{{- if dig "secret" "" (.credentials | default dict) }}{{ $credentials = .credentials }}{{ end }}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ $kafka.bootstrapServers | quote }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ $kafka.securityProtocol }}
{{- if hasPrefix "SASL" $kafka.securityProtocol }}
- name: KAFKA_SASL_MECHANISM
  value: {{ $kafka.saslMechanism }}
{{ include "waddleperf.secretEnv" (dict "name" "KAFKA_SASL_JAAS_CONFIG" "secret" $credentials.secret "key" $credentials.key) }}
{{- end }}
{{- if and (hasSuffix "SSL" $kafka.securityProtocol) $kafka.authority.secret }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/waddleperf/kafka/authority.pem
{{- end }}
{{- end }}

{{- define "waddleperf.databaseEnv" -}}
{{- $database := .Values.database }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ $database.url | quote }}
{{ include "waddleperf.secretEnv" (dict "name" "QUARKUS_DATASOURCE_USERNAME" "secret" $database.credentials.secret "key" $database.credentials.usernameKey) }}
{{ include "waddleperf.secretEnv" (dict "name" "QUARKUS_DATASOURCE_PASSWORD" "secret" $database.credentials.secret "key" $database.credentials.passwordKey) }}
{{- end }}

{{- define "waddleperf.archiveEnv" -}}
{{- $archive := .Values.archive }}
{{- with $archive.location }}
- name: WADDLEPERF_ARCHIVE_LOCATION
  value: {{ . | quote }}
{{- with $archive.endpoint }}
- name: WADDLEPERF_ARCHIVE_S3_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- with $archive.region }}
- name: WADDLEPERF_ARCHIVE_S3_REGION
  value: {{ . | quote }}
{{- end }}
{{- with $archive.credentials.secret }}
{{ include "waddleperf.secretEnv" (dict "name" "WADDLEPERF_ARCHIVE_S3_ACCESS_KEY" "secret" . "key" "access-key") }}
{{ include "waddleperf.secretEnv" (dict "name" "WADDLEPERF_ARCHIVE_S3_SECRET_KEY" "secret" . "key" "secret-key") }}
{{- end }}
{{- end }}
{{- end }}

{{/* Files of one key of a Secret: dict "name" (of the volume) "secret" "key" "path". */}}
{{- define "waddleperf.fileVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    items: [{key: {{ .key }}, path: {{ .path }}}]
    defaultMode: 0440
{{- end }}

{{- define "waddleperf.kafkaVolume" -}}
{{- if and (hasSuffix "SSL" .Values.kafka.securityProtocol) .Values.kafka.authority.secret }}
{{ include "waddleperf.fileVolume" (dict "name" "kafka" "secret" .Values.kafka.authority.secret "key" .Values.kafka.authority.key "path" "authority.pem") }}
{{- end }}
{{- end }}

{{- define "waddleperf.kafkaMount" -}}
{{- if and (hasSuffix "SSL" .Values.kafka.securityProtocol) .Values.kafka.authority.secret }}
- {name: kafka, mountPath: /etc/waddleperf/kafka, readOnly: true}
{{- end }}
{{- end }}

{{/* Whether a service lives and is ready. The name by which it is asked is one that query-api answers to. */}}
{{- define "waddleperf.health" -}}
startupProbe:
  httpGet: &live
    path: /q/health/live
    port: http
    httpHeaders: [{name: Host, value: localhost}]
  periodSeconds: 3
  failureThreshold: 60
livenessProbe:
  httpGet: *live
  periodSeconds: 10
  timeoutSeconds: 10 # query-api asks DNS who may say who asks, which takes 5 s where nobody answers: no reason to be ended
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /q/health/ready
    port: http
    httpHeaders: [{name: Host, value: localhost}]
  periodSeconds: 5
  timeoutSeconds: 5
{{- end }}

{{/* How many pods a part has: absent where a scaler decides. */}}
{{- define "waddleperf.replicas" -}}
{{- if not (dig "autoscaling" "enabled" false .) }}replicas: {{ .replicas }}{{ end }}
{{- end }}

{{/* Of a Service for those who ask for names as they stand, without search domains: dict "root" "name". */}}
{{- define "waddleperf.host" -}}
{{ include "waddleperf.fullname" .root }}-{{ .name }}.{{ .root.Release.Namespace }}.svc.{{ .root.Values.clusterDomain }}
{{- end }}

{{- define "waddleperf.dnsEgress" -}}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end }}
