{{/*
A pod of one of the four services: dict "root" "part" "port" "values" and, each optional: "env", "mounts", "volumes" (YAML
of further items), "claimed" (true where a volume claim holds its state).
*/}}
{{- define "waddleperf.servicePod" -}}
metadata:
  labels:
    {{- include "waddleperf.labels" . | nindent 4 }}
spec:
  {{- include "waddleperf.pod" . | nindent 2 }}
  securityContext:
    {{- include "waddleperf.podSecurity" . | nindent 4 }}
  # Each ends by itself within 20 s; what it had in hand another takes up.
  terminationGracePeriodSeconds: 30
  {{- include "waddleperf.placement" . | nindent 2 }}
  containers:
    - name: {{ .part }}
      {{- include "waddleperf.image" . | nindent 6 }}
      {{- include "waddleperf.locked" . | nindent 6 }}
      ports:
        - {name: http, containerPort: {{ .port }}}
      env:
        {{- if has .part (list "results-sink" "query-api") }}
        - name: WADDLEPERF_INSTANCE
          valueFrom:
            fieldRef: {fieldPath: metadata.name}
        {{- end }}
        - name: WADDLEPERF_PARTITIONS
          value: {{ .root.Values.partitions | quote }}
        {{- if ne .part "scheduler" }}
        - name: WADDLEPERF_SIGNATURES
          value: {{ .root.Values.signatures | quote }}
        {{- end }}
        {{- include "waddleperf.kafkaEnv" (dict "root" .root "credentials" .values.kafkaCredentials) | nindent 8 }}
        {{- with .env }}
        {{- . | nindent 8 }}
        {{- end }}
        {{- with .values.javaOptions }}
        - name: JAVA_OPTS
          value: {{ . | quote }}
        {{- end }}
        {{- include "waddleperf.extraEnv" .values.env | nindent 8 }}
      {{- include "waddleperf.envFrom" .values | nindent 6 }}
      {{- include "waddleperf.health" . | nindent 6 }}
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        - {name: state, mountPath: /var/lib/waddleperf}
        {{- include "waddleperf.kafkaMount" .root | nindent 8 }}
        {{- with .mounts }}
        {{- . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: 256Mi}
    {{- if ne (toString .claimed) "true" }}
    - name: state
      emptyDir: {sizeLimit: 4Gi}
    {{- end }}
    {{- include "waddleperf.kafkaVolume" .root | nindent 4 }}
    {{- with .volumes }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end }}

{{/* Its name within the cluster: dict "root" "part" "port". */}}
{{- define "waddleperf.clusterService" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "waddleperf.metadata" . | nindent 2 }}
spec:
  selector:
    {{- include "waddleperf.selector" . | nindent 4 }}
  ports:
    - {name: http, port: {{ .port }}, targetPort: http}
{{- end }}
