;; Which of many numbers are large. Only few are, so that what matters is passing over the others quickly: sixteen at a time.
(module
  (import "env" "memory" (memory 1))

  ;; Writes the places of the numbers of $count at $numbers that are $least or more to $places; returns how many. Numbers behind the
  ;; last, up to a multiple of sixteen, are looked at but not taken.
  (func (export "pick") (param $numbers i32) (param $count i32) (param $least f32) (param $places i32) (result i32)
    (local $at i32) (local $stop i32) (local $most v128) (local $taken i32)
    (local.set $most (f32x4.splat (local.get $least)))
    (block $done
      (loop $sixteen
        (br_if $done (i32.ge_u (local.get $at) (local.get $count)))
        (local.set $stop (i32.add (local.get $at) (i32.const 16)))
        (if
          (v128.any_true
            (v128.or
              (v128.or
                (f32x4.ge (v128.load offset=0 (local.get $numbers)) (local.get $most))
                (f32x4.ge (v128.load offset=16 (local.get $numbers)) (local.get $most)))
              (v128.or
                (f32x4.ge (v128.load offset=32 (local.get $numbers)) (local.get $most))
                (f32x4.ge (v128.load offset=48 (local.get $numbers)) (local.get $most)))))
          (then
            (loop $one
              (if
                (i32.and
                  (f32.ge (f32.load (local.get $numbers)) (local.get $least))
                  (i32.lt_u (local.get $at) (local.get $count)))
                (then
                  (i32.store (i32.add (local.get $places) (i32.shl (local.get $taken) (i32.const 2))) (local.get $at))
                  (local.set $taken (i32.add (local.get $taken) (i32.const 1)))))
              (local.set $numbers (i32.add (local.get $numbers) (i32.const 4)))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (br_if $one (i32.lt_u (local.get $at) (local.get $stop)))))
          (else
            (local.set $numbers (i32.add (local.get $numbers) (i32.const 64)))
            (local.set $at (local.get $stop))))
        (br $sixteen)))
    (local.get $taken)))
